package io.lethe.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.config.ConfigException;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplatesTest {
    @TempDir
    private Path own;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            READY     | The copy of your data is ready | until 7 March 2026, 10:00 UTC
            EXPIRING  | The copy of your data will be deleted soon | on 7 March 2026, 10:00 UTC
            FAILED    | Your request is taking longer | could not be done yet
            ERASED    | Your personal data has been erased | on 1 March 2026, 10:00 UTC
            EXTENDED  | We need more time for your request | answer by 7 March 2026, 10:00 UTC.\\nReason: it is complex
            REJECTED  | We will not act on your request | Reason: it is complex
            CANCELLED | Your request was taken back | on 1 March 2026, 10:00 UTC
            """)
    void shouldHaveWordsForEveryKind(NotificationKind kind, String subject, String says) {
        Template.Text text = builtIn().text(Given.notification(kind));

        assertThat(text.subject()).isEqualTo(subject);
        assertThat(text.body())
                .contains(says.replace("\\n", "\n"))
                .contains("Reference: " + Given.REQUEST)
                .doesNotContain("{")
                .doesNotContain("See how it stands")
                .doesNotContain(Given.ADDRESS);
    }

    @Test
    void shouldGiveTheReasonWhereTheLawAsksForOneAlone() {
        for (NotificationKind kind : NotificationKind.values()) {
            if (kind != NotificationKind.UNKNOWN) {
                boolean asked = kind == NotificationKind.REJECTED || kind == NotificationKind.EXTENDED;
                assertThat(builtIn().text(Given.notification(kind)).body().contains("it is complex"))
                        .as(kind.name())
                        .isEqualTo(asked);
            }
        }
    }

    @Test
    void shouldTellWhereToComplainWhenItRefuses() {
        assertThat(builtIn().text(Given.notification(NotificationKind.REJECTED)).body())
                .contains("supervisory authority")
                .contains("judicial remedy");
    }

    @Test
    void shouldLeaveOutLinesThatNameWhatIsNotThere() {
        Notification bare = Given.builder(NotificationKind.REJECTED)
                .setReason("\u0007")
                .setUntil(null)
                .build();

        assertThat(builtIn().text(bare).body()).doesNotContain("Reason");
    }

    @Test
    void shouldLinkToTheRequest() {
        Map<String, String> settings = Given.smtp(25);
        settings.put("lethe.notify.link", "https://shop.example/privacy?r={requestId}");

        assertThat(Templates.load(Given.notify(settings))
                        .text(Given.notification(NotificationKind.FAILED))
                        .body())
                .contains("See how it stands: https://shop.example/privacy?r=" + Given.REQUEST);
    }

    @Test
    void shouldPutAReasonInAsOneLineOfPlainCharacters() {
        Notification odd = Given.builder(NotificationKind.REJECTED)
                .setReason("no\r\nBcc: eve@example.org\u202e {link} {requestId} $1 \\")
                .build();

        assertThat(builtIn().text(odd).body()).contains("Reason: no Bcc: eve@example.org {link} {requestId} $1 \\\n");
    }

    @Test
    void shouldTakeADeploymentsOwnWords() throws IOException {
        Files.writeString(own.resolve("erased.txt"), "Subject: Gelöscht: {reason}\r\n\r\nAlles weg am {at}.\r\n");
        Template.Text text = ownWords()
                .text(Given.builder(NotificationKind.ERASED)
                        .setReason("ja\nBcc: eve@example.org")
                        .build());

        assertThat(text.subject()).isEqualTo("Gelöscht: ja Bcc: eve@example.org");
        assertThat(text.body()).isEqualTo("Alles weg am 1 March 2026, 10:00 UTC.\n");
        assertThat(ownWords().text(Given.notification(NotificationKind.READY)).subject())
                .isEqualTo("The copy of your data is ready");
    }

    @ParameterizedTest
    @CsvSource({"no subject", "'Subject: x'", "'Subject: x\n\n'", "'Subject: x\n\n{subjectId} is erased'"})
    void shouldRefuseWhatIsNoTemplateNamingTheFile(String text) throws IOException {
        Files.writeString(own.resolve("ready.txt"), text.replace("\\n", "\n"));

        assertThatThrownBy(this::ownWords)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(own.resolve("ready.txt").toString())
                .hasMessageContaining("expected");
    }

    private static Templates builtIn() {
        return Templates.load(Given.notify(Given.smtp(25)));
    }

    private Templates ownWords() {
        Map<String, String> settings = Given.smtp(25);
        settings.put("lethe.notify.smtp.templates", own.toString());
        return Templates.load(Given.notify(settings));
    }
}
