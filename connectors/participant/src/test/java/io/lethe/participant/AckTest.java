package io.lethe.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lethe.schemas.AckOutcome;
import org.junit.jupiter.api.Test;

class AckTest {
    @Test
    void shouldRefuseAnOutcomeThatNeedsAReasonWithoutOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ack.exempt(" ")).withMessageContaining("reason");
        assertThatIllegalArgumentException().isThrownBy(() -> Ack.failed(null)).withMessageContaining("reason");
    }

    @Test
    void shouldRefuseANegativeCount() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ack.done(-1)).withMessageContaining("-1");
    }

    @Test
    void shouldCutALongReasonToTheContractsBound() {
        assertThat(Ack.failed("x".repeat(2_000)).reason()).hasSize(1_000).endsWith("…");
        assertThat(Ack.failed("x".repeat(1_000)).reason()).hasSize(1_000).endsWith("x");
    }

    @Test
    void shouldTellFinalFromRetryable() {
        assertThat(Ack.failed("later").retryable()).isTrue();
        assertThat(Ack.failedForGood("never").retryable()).isFalse();
        assertThat(Ack.exempt("tax law")).isEqualTo(new Ack(AckOutcome.EXEMPT, 0, false, "tax law", null, null, null));
    }
}
