package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.SubjectEvent.HoldReleased;
import io.lethe.query.Partitions;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ReleaseHold;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

/** A command is answered when its decision is durable, and never before. */
class KafkaCommandGatewayTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final List<Event> EVENTS = List.of(new HoldReleased("case-7"));

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final DecisionLog decisions = new DecisionLog();
    private final Map<Integer, Long> committed = new HashMap<>();

    @Test
    void shouldAnswerOnceTheDecisionIsCommitted() {
        KafkaCommandGateway gateway = gateway(LONG, (topic, command) -> new byte[1]);
        PrivacyCommand command = command();

        CompletableFuture<CommandOutcome> outcome = gateway.send("a", command);
        producer.completeNext();
        decisions.decided(command.getCommandId(), EVENTS);
        gateway.settle();
        assertThat(outcome).as("decided and not committed").isNotDone();
        committed.put(0, 0L);
        gateway.settle();
        assertThat(outcome).as("committed up to it").isNotDone();
        committed.put(0, 1L);
        gateway.settle();

        assertThat(outcome.join().events()).isEqualTo(EVENTS);
        assertThat(decisions.size()).isZero();
    }

    @Test
    void shouldSayThatItDidNotHearADecisionMadeElsewhere() {
        KafkaCommandGateway gateway = gateway(LONG, (topic, command) -> new byte[1]);

        CompletableFuture<CommandOutcome> outcome = gateway.send("a", command());
        producer.completeNext();
        committed.put(0, 1L);
        gateway.settle();

        assertThat(outcome.join().heard()).isFalse();
    }

    @Test
    void shouldGiveUpWaitingAndForget() {
        KafkaCommandGateway gateway = gateway(Duration.ofMillis(20), (topic, command) -> new byte[1]);

        CompletableFuture<CommandOutcome> outcome = gateway.send("a", command());
        producer.completeNext();

        assertThat(code(outcome)).isEqualTo(ProblemCode.NOT_DECIDED);
        assertThat(decisions.size()).isZero();
    }

    @Test
    void shouldTellWhatMayHaveBeenWrittenFromWhatWasNot() {
        assertThat(codeAfter(new TimeoutException("no leader"))).isEqualTo(ProblemCode.NOT_DECIDED);
        assertThat(codeAfter(new RecordTooLargeException("max.message.bytes"))).isEqualTo(ProblemCode.TOO_LARGE);
        KafkaCommandGateway unserializable = gateway(LONG, (topic, command) -> {
            throw new SerializationException("the registry is down");
        });
        assertThat(code(unserializable.send("a", command()))).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(decisions.size()).isZero();
    }

    @Test
    void shouldFailAndNotThrowWhenTooManyWait() {
        int waiting = 0;
        while (decisions.expect("waiting-" + waiting)) {
            waiting++;
        }

        assertThat(code(gateway(LONG, (topic, command) -> new byte[1]).send("a", command())))
                .isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(decisions.size()).isEqualTo(waiting);
        assertThat(producer.history()).isEmpty();
    }

    private ProblemCode codeAfter(RuntimeException error) {
        CompletableFuture<CommandOutcome> outcome =
                gateway(LONG, (topic, command) -> new byte[1]).send("a", command());
        producer.errorNext(error);
        return code(outcome);
    }

    private static ProblemCode code(CompletableFuture<CommandOutcome> outcome) {
        try {
            outcome.join();
            throw new AssertionError("it was answered");
        } catch (CompletionException e) {
            return ((ProblemException) e.getCause()).code();
        }
    }

    private KafkaCommandGateway gateway(Duration patience, Serializer<PrivacyCommand> serializer) {
        return new KafkaCommandGateway(
                producer,
                serializer,
                "privacy.commands",
                new Partitions(1),
                decisions,
                () -> committed,
                patience,
                Runnable::run);
    }

    private static PrivacyCommand command() {
        return new PrivacyCommand(
                UUID.randomUUID().toString(), Instant.EPOCH, "operator:http", new ReleaseHold("case-7"));
    }
}
