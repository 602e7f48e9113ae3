package io.lethe.participant;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The final answers given last, by task id, so that a task which comes again right away is answered without a second
 * effect. A crash forgets them.
 */
final class AnsweredTasks {
    private final Map<String, Ack> answers;

    AnsweredTasks(int capacity) {
        answers = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Ack> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<Ack> get(String taskId) {
        return Optional.ofNullable(answers.get(taskId));
    }

    synchronized void put(String taskId, Ack ack) {
        answers.remove(taskId);
        answers.put(taskId, ack);
    }
}
