package io.lethe.stream;

import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A serializer for each thread that writes: Streams gives all threads of an instance the one object with which a sink was declared, and Avro
 * serializers keep buffers.
 *
 * @param <T> what is written
 */
public final class PerThreadSerializer<T> implements Serializer<T> {
    private final ThreadLocal<Serializer<T>> mine;

    /** Makes a thread's serializer when it first writes. */
    public PerThreadSerializer(Supplier<Serializer<T>> make) {
        this.mine = ThreadLocal.withInitial(make);
    }

    @Override
    public byte[] serialize(String topic, T data) {
        return mine.get().serialize(topic, data);
    }
}
