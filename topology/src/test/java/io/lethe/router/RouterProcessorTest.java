package io.lethe.router;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.DeadLetter;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Six partitions; the keys belong to others than the one that they stand on. */
class RouterProcessorTest {
    private static final byte[] KEY = "customer-1".getBytes(UTF_8);
    private static final int LARGEST = 64 * 1024;

    private final MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    private final RouterProcessor router =
            new RouterProcessor(6, "request", Map.of("privacy.acks", "acks-again"), "dead-letters");

    @BeforeEach
    void start() {
        router.init(context);
    }

    @Test
    void shouldSendOnOnceWhatStandsOnTheWrongPartition() {
        process(KEY, new byte[LARGEST], new RecordHeaders().add("mine", new byte[1]));

        var sent = context.forwarded("acks-again").get(0).record();
        assertThat(sent.value()).isEqualTo(new byte[LARGEST]);
        assertThat(sent.headers().lastHeader("mine")).isNotNull();

        context.resetForwards();
        process(KEY, new byte[1], sent.headers());
        assertThat(letter().getReason()).isEqualTo("MISROUTED");
    }

    /** Brokers measure compressed batches: what they took may be more than the engine can write again. */
    @Test
    void shouldSetAsideWhatIsTooLargeToBeSentOn() {
        process(KEY, new byte[LARGEST + 1], new RecordHeaders());
        assertThat(letter().getReason()).isEqualTo("OUT_OF_BOUNDS");

        process("x".repeat(513).getBytes(UTF_8), new byte[1], new RecordHeaders());
        assertThat(letter().getReason()).isEqualTo("OUT_OF_BOUNDS");

        process(KEY, new byte[1], new RecordHeaders().add("large", new byte[LARGEST]));
        assertThat(letter().getReason()).isEqualTo("OUT_OF_BOUNDS");
    }

    private void process(byte[] key, byte[] value, Headers headers) {
        int right = Utils.toPositive(Utils.murmur2(key)) % 6;
        context.setRecordMetadata("privacy.acks", (right + 1) % 6, 7);
        router.process(new Record<>(key, value, 0, headers));
    }

    private DeadLetter letter() {
        assertThat(context.forwarded())
                .singleElement()
                .satisfies(forwarded -> assertThat(forwarded.childName()).contains("dead-letters"));
        DeadLetter letter = (DeadLetter) context.forwarded().get(0).record().value();
        context.resetForwards();
        return letter;
    }
}
