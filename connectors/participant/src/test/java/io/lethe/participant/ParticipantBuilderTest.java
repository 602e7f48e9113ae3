package io.lethe.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lethe.schemas.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParticipantBuilderTest {
    private final ParticipantBuilder builder =
            Participant.builder("orders").bootstrapServers("localhost:1").schemaRegistry("http://localhost:1");

    @Test
    void shouldRefusePropertiesThatTheGuaranteesRestOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("isolation.level", "read_uncommitted"))
                .withMessage(
                        "isolation.level is read_uncommitted, but a participant needs read_committed: leave it out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("enable.auto.commit", true))
                .withMessageContaining("enable.auto.commit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.property("transactional.id", "x"))
                .withMessageContaining("transactional.id");
        assertThat(builder.property("enable.idempotence", true)).isSameAs(builder);
    }

    @Test
    void shouldNameTheSettingThatIsOutOfBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Participant.builder("Orders").build())
                .withMessageContaining("'Orders'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.concurrency(0).build())
                .withMessageContaining("concurrency is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.retry(0, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .withMessageContaining("attempts is 0");
    }

    @Test
    void shouldNameASerdeThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.serde("java.lang.String").build())
                .withMessageContaining("serde is java.lang.String");
    }

    @Test
    void shouldCloseAParticipantThatNeverStarted() {
        Participant participant = builder.build();
        participant.close();
        assertThat(participant.isRunning()).isFalse();
        assertThat(participant.termination()).isCompleted();
    }

    @Test
    void shouldShowNoPersonalDataAsText() {
        Task task = new Task(
                "customer-1", Action.VERIFY, "r", "t", 1, 1, List.of(new Identity("email", "a@example.org")), null);
        assertThat(task + " " + task.identities()).doesNotContain("customer-1").doesNotContain("example.org");
    }

    @Test
    void shouldCoverWhatIsNotNewerThanTheHardDelete() {
        Instant asOf = Instant.ofEpochMilli(1_000);
        Task task = new Task("s", Action.HARD_DELETE, "r", "t", 1, 1, List.of(), asOf);
        assertThat(task.covers(asOf)).isTrue();
        assertThat(task.covers(asOf.plusMillis(1))).isFalse();
        assertThat(new Task("s", Action.SOFT_DELETE, "r", "t", 1, 1, List.of(), null).covers(Instant.MAX))
                .isTrue();
    }
}
