package io.lethe.fanout;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Writes the record that a task carries, under the schema subject of its topic. */
public final class TaskSerializer implements Serializer<Task> {
    private final Serializer<SpecificRecord> inner;

    /** Writes with a configured serializer. */
    public TaskSerializer(Serializer<SpecificRecord> inner) {
        this.inner = inner;
    }

    @Override
    public byte[] serialize(String topic, Task task) {
        return inner.serialize(topic, task.value());
    }
}
