package io.lethe.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.TimerDue;
import io.lethe.serde.MalformedRecordException;
import io.lethe.serde.RegistryUnavailableException;
import io.lethe.serde.UnknownSchemaException;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.Test;

class ValueReaderTest {
    private static final ConsumerRecord<byte[], byte[]> RECORD =
            new ConsumerRecord<>("topic", 0, 7, new byte[1], new byte[1]);

    @Test
    void shouldGiveTheValue() {
        var value = new TimerDue(Instant.EPOCH);

        assertThat(reader((topic, data) -> value).read(RECORD).value()).contains(value);
    }

    @Test
    void shouldTakeAMissingValueAndAnotherTypeForPoison() {
        var letter = new DeadLetter("t", 0, 0L, "R", "", Instant.EPOCH);
        var empty = new ConsumerRecord<byte[], byte[]>("topic", 0, 7, new byte[1], null);

        assertThat(reader((topic, data) -> null).read(empty).poison()).contains(Poison.of("NULL_VALUE"));
        assertThat(reader((topic, data) -> letter).read(RECORD).poison()).contains(Poison.of("MALFORMED"));
    }

    @Test
    void shouldTellPoisonByTheErrorOfTheSerde() {
        assertThat(reasonOf(new MalformedRecordException("bytes"))).isEqualTo("MALFORMED");
        assertThat(reasonOf(new UnknownSchemaException("id"))).isEqualTo("UNKNOWN_SCHEMA");
        assertThat(reasonOf(new SerializationException("Error deserializing", new EOFException())))
                .isEqualTo("MALFORMED");
        assertThat(reasonOf(new SerializationException(
                        "Error retrieving", new RestClientException("Schema not found; error code: 40403"))))
                .isEqualTo("UNKNOWN_SCHEMA");
    }

    @Test
    void shouldThrowWhatIsNotTheRecordsFault() {
        var down = new RegistryUnavailableException("no answer", new ConnectException());
        var refused = new SerializationException("Error retrieving", new ConnectException());
        var failing =
                new SerializationException("Error retrieving", new RestClientException("oops; error code: 50001"));

        for (var error : new RuntimeException[] {down, refused, failing}) {
            assertThatThrownBy(() -> failing(error).read(RECORD)).isSameAs(error);
        }
    }

    @Test
    void shouldKeepTheErrorsWordsOutOfTheReport() {
        var poison =
                failing(new MalformedRecordException("customer-1")).read(RECORD).poison();

        assertThat(poison.toString()).doesNotContain("customer-1").contains(MalformedRecordException.class.getName());
    }

    /** Named as the one of Confluent's client, which is told by its name. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }

    private static String reasonOf(SerializationException error) {
        return failing(error).read(RECORD).poison().orElseThrow().reason();
    }

    private static ValueReader<TimerDue> failing(RuntimeException error) {
        return reader((topic, data) -> {
            throw error;
        });
    }

    private static ValueReader<TimerDue> reader(Deserializer<SpecificRecord> deserializer) {
        Serde<SpecificRecord> serde = Serdes.serdeFrom((topic, value) -> new byte[0], deserializer);
        return new ValueReader<>(serde, TimerDue.class);
    }
}
