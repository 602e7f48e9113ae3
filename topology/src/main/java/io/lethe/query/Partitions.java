package io.lethe.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Partitions of the commands topic, and with it of every store.
 *
 * @param count how many; never changed after the first start
 */
public record Partitions(int count) {

    /** The partition of a subject: murmur2 of the id's UTF-8 bytes, as Kafka's own clients have it. */
    public int of(String subjectId) {
        return Utils.toPositive(Utils.murmur2(subjectId.getBytes(UTF_8))) % count;
    }

    /** Each partition, in order. */
    public IntStream all() {
        return IntStream.range(0, count);
    }
}
