package io.lethe.store;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The serde of a kind of row: a version byte, then the fields.
 *
 * @param <T> the row
 */
final class RowSerde<T> implements Serde<T> {
    private final String kind;
    private final int version;
    private final BiConsumer<RowWriter, T> write;
    private final Function<RowReader, T> read;

    RowSerde(String kind, int version, BiConsumer<RowWriter, T> write, Function<RowReader, T> read) {
        this.kind = kind;
        this.version = version;
        this.write = write;
        this.read = read;
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, row) -> row == null ? null : toBytes(row);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : fromBytes(bytes);
    }

    private byte[] toBytes(T row) {
        RowWriter out = new RowWriter();
        out.octet(version);
        write.accept(out, row);
        return out.bytes();
    }

    private T fromBytes(byte[] bytes) {
        RowReader in = new RowReader(bytes);
        int found = in.octet();
        if (found != version) {
            throw new SerializationException("a stored " + kind + " row has version " + found + ", this Lethe reads "
                    + version + ": run the release that wrote it, or a later one");
        }
        T row = read.apply(in);
        if (!in.isAtEnd()) {
            throw new SerializationException("a stored " + kind + " row is longer than its fields");
        }
        return row;
    }
}
