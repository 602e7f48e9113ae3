package io.lethe.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.config.Notify;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.NotificationKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of a server's refusals. */
class SmtpFailureTest {
    private FakeSmtp server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeSmtp();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} answered {1}: {2}")
    @CsvSource({
        "RCPT, 550 no such user, PoisonException",
        "RCPT, 552 mailbox full, PoisonException",
        "RCPT, 450 greylisted, DeferredException",
        "RCPT, 451 later, DeferredException",
        "RCPT, 530 log in first, UnreachableException",
        "DATA, 554 not like this, PoisonException",
        "DATA, 452 no room, DeferredException",
        "., 554 spam, PoisonException",
        "., 451 later, DeferredException",
        "MAIL, 550 who are you, UnreachableException",
        "MAIL, 451 later, UnreachableException",
        "(connect), 554 go away, UnreachableException",
        "(connect), 421 busy, UnreachableException"
    })
    void shouldTellWhatIsAboutOneMailFromWhatIsAboutAll(String command, String answer, String becomes) {
        server.answering(command, answer);

        assertThatThrownBy(() -> channel(Map.of()).send(Given.notification(NotificationKind.ERASED)))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(becomes))
                .hasMessageNotContaining(Given.ADDRESS);
    }

    @Test
    void shouldSendNothingInTheClearWhereEncryptionWasAskedFor() {
        assertThatThrownBy(() -> channel(Map.of("lethe.notify.smtp.tls", "starttls"))
                        .send(Given.notification(NotificationKind.ERASED)))
                .isInstanceOf(UnreachableException.class);
        assertThat(server.heard()).isNotEmpty().noneMatch(l -> l.startsWith("MAIL") || l.contains(Given.ADDRESS));
    }

    @Test
    void shouldTryAgainLaterWhereNobodyListens() {
        server.close();

        assertThatThrownBy(() -> channel(Map.of()).send(Given.notification(NotificationKind.ERASED)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .isNotInstanceOf(PoisonException.class);
    }

    private SmtpChannel channel(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Given.smtp(server.port()));
        settings.putAll(more);
        Notify notify = Given.notify(settings);
        return new SmtpChannel(notify.smtp().orElseThrow(), Templates.load(notify));
    }
}
