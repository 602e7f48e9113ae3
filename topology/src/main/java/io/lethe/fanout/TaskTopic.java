package io.lethe.fanout;

import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** The topic that a task names. The activator has made it before any task can be decided for it. */
public final class TaskTopic implements TopicNameExtractor<String, Task> {
    @Override
    public String extract(String subjectId, Task task, RecordContext context) {
        return task.topic();
    }

    /** Its name in the description of the topology, the same in every run. */
    @Override
    public String toString() {
        return "TaskTopic";
    }
}
