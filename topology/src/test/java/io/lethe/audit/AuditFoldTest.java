package io.lethe.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.AuditEntry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditFoldTest {
    private static final String SUBJECT = "pseudonym";

    private final AuditFold fold = new AuditFold(2);

    @Test
    void shouldFoldWhatBelongsToASubject() {
        assertThat(fold.add(held(0, "case-1"))).isEqualTo(SUBJECT);
        assertThat(fold.add(entry(1, "ServiceDefined", null, Map.of("version", "1"))))
                .isNull();

        assertThat(fold.subjects()).containsExactly(SUBJECT);
        assertThat(fold.subject(SUBJECT).hold("case-1")).isPresent();
        assertThat(fold.entries()).isEqualTo(2);
        assertThat(fold.gaps()).isEmpty();
    }

    @Test
    void shouldNameWhatIsMissing() {
        fold.add(held(0, "case-1"));
        fold.add(held(4, "case-2"));
        fold.add(held(5, "case-3"));

        assertThat(fold.gaps()).containsExactly(new AuditFold.Gap(2, 1, 4));
        assertThat(fold.entries()).isEqualTo(6);
    }

    @Test
    void shouldMissTheBeginning() {
        fold.add(held(1, "case-1"));

        assertThat(fold.gaps()).containsExactly(new AuditFold.Gap(2, 0, 1));
    }

    @Test
    void shouldNotFoldTwiceWhatStandsThereTwice() {
        fold.add(held(0, "case-1"));
        fold.add(held(0, "case-1"));
        fold.add(held(1, "case-2"));

        assertThat(fold.gaps()).containsExactly(new AuditFold.Gap(2, 1, 0));
        assertThat(fold.subject(SUBJECT).holds()).hasSize(2);
    }

    @Test
    void shouldRefuseAnEventOfALaterRelease() {
        assertThatThrownBy(() -> fold.add(entry(0, "SubjectTeleported", SUBJECT, Map.of())))
                .hasMessageContaining("entry 2/0 is a SubjectTeleported");
    }

    private static AuditEntry held(long sequence, String holdId) {
        return entry(sequence, "HoldPlaced", SUBJECT, Map.of("holdId", holdId, "contentHash", "00"));
    }

    private static AuditEntry entry(long sequence, String event, String subject, Map<String, String> details) {
        return new AuditEntry(2, sequence, Instant.EPOCH, event, null, subject, "service:test", null, details);
    }
}
