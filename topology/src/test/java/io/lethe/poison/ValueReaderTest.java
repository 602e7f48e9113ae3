package io.lethe.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.TimerDue;
import io.lethe.serde.MalformedRecordException;
import io.lethe.serde.RegistryUnavailableException;
import io.lethe.serde.UnknownSchemaException;
import java.io.EOFException;
import java.net.ConnectException;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

class ValueReaderTest {
    @Test
    void shouldGiveTheValue() {
        var value = new TimerDue(Instant.EPOCH);

        assertThat(read(reader((topic, data) -> value))).isSameAs(value);
    }

    @Test
    void shouldTakeAMissingValueAndAnotherTypeForPoison() {
        var letter = new DeadLetter("t", 0, 0L, "R", "", Instant.EPOCH);

        assertThatThrownBy(() -> reader((topic, data) -> null).read("topic", null))
                .isInstanceOfSatisfying(
                        PoisonException.class, e -> assertThat(e.reason()).isEqualTo(Poison.NULL_VALUE));
        assertThat(poisonOf((topic, data) -> null).reason()).isEqualTo(Poison.MALFORMED);
        assertThat(poisonOf((topic, data) -> letter).reason()).isEqualTo(Poison.MALFORMED);
    }

    @Test
    void shouldTellPoisonByTheErrorOfTheSerde() {
        assertThat(reasonOf(new MalformedRecordException("bytes"))).isEqualTo(Poison.MALFORMED);
        assertThat(reasonOf(new UnknownSchemaException("id"))).isEqualTo(Poison.UNKNOWN_SCHEMA);
        assertThat(reasonOf(new SerializationException("Error deserializing", new EOFException())))
                .isEqualTo(Poison.MALFORMED);
        assertThat(reasonOf(new SerializationException(
                        "Error retrieving", new RestClientException("Schema not found; error code: 40403"))))
                .isEqualTo(Poison.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldThrowWhatIsNotTheRecordsFault() {
        var down = new RegistryUnavailableException("no answer", new ConnectException());
        var refused = new SerializationException("Error retrieving", new ConnectException());
        var failing =
                new SerializationException("Error retrieving", new RestClientException("oops; error code: 50001"));

        for (var error : new RuntimeException[] {down, refused, failing}) {
            assertThatThrownBy(() -> read(reader(failing(error)))).isSameAs(error);
        }
    }

    @Test
    void shouldKeepTheErrorsWordsOutOfTheReport() {
        var poison = poisonOf(failing(new MalformedRecordException("customer-1")));
        var letter = DeadLetters.of("topic", 0, 7, poison, Instant.EPOCH);

        assertThat(letter.toString()).doesNotContain("customer-1").contains(MalformedRecordException.class.getName());
    }

    /** Named as the one of Confluent's client, which is told by its name. */
    private static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        RestClientException(String message) {
            super(message);
        }
    }

    private static Poison reasonOf(SerializationException error) {
        return poisonOf(failing(error)).reason();
    }

    private static PoisonException poisonOf(Deserializer<SpecificRecord> deserializer) {
        return catchThrowableOfType(PoisonException.class, () -> read(reader(deserializer)));
    }

    private static Deserializer<SpecificRecord> failing(RuntimeException error) {
        return (topic, data) -> {
            throw error;
        };
    }

    private static TimerDue read(ValueReader<TimerDue> reader) {
        return reader.read("topic", new byte[1]);
    }

    private static ValueReader<TimerDue> reader(Deserializer<SpecificRecord> deserializer) {
        return new ValueReader<>(deserializer, TimerDue.class);
    }
}
