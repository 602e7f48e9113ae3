package io.lethe.fanout;

import io.lethe.config.Topics;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.schemas.Action;
import io.lethe.stream.Decided;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Turns each TaskIssued into a record for its service. The token is made here: it is never stored. */
public final class FanoutProcessor extends ContextualProcessor<String, Decided, String, Task> {
    private final Topics topics;
    private final TaskBuilder builder;

    /** Publishes to the topics of this deployment, with tokens made with its keys. */
    public FanoutProcessor(Topics topics, Keys keys) {
        this.topics = topics;
        this.builder = new TaskBuilder(keys);
    }

    @Override
    public void process(Record<String, Decided> record) {
        for (Event event : record.value().events()) {
            if (event instanceof TaskIssued issued) {
                context().forward(record.withValue(task(record.value(), issued)));
            }
        }
    }

    private Task task(Decided decided, TaskIssued issued) {
        if (issued.action() == Action.TOMBSTONE) {
            return new Task(topics.tombstones(), builder.tombstones(decided, issued));
        }
        String topic =
                issued.action() == Action.EXPORT ? topics.export(issued.service()) : topics.erase(issued.service());
        return new Task(topic, builder.service(decided, issued));
    }
}
