package io.lethe.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.poison.PoisonException;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhookChannelTest {
    private HookServer receiver;
    private WebhookChannel channel;

    @BeforeEach
    void start() throws IOException {
        receiver = new HookServer();
        channel = channel(Given.webhook(receiver.port()));
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @ParameterizedTest
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void shouldPostEveryKindSignedAndNamed(NotificationKind kind) {
        Notification notification = Given.notification(kind);
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        assertThat(channel.send(notification)).isEqualTo(Channel.Result.SENT);

        HookServer.Post post = receiver.posts().get(0);
        assertThat(post.path()).isEqualTo("/hook");
        assertThat(post.type()).isEqualTo("application/json");
        assertThat(post.key()).isEqualTo(notification.getNotificationId());
        assertThat(post.body())
                .isEqualTo("{\"notificationId\":\"" + notification.getNotificationId()
                        + "\",\"requestId\":\"6960da58-a728-8401-9b15-10bc2a28bea4\",\"kind\":\"" + kind
                        + "\",\"at\":\"2026-03-01T10:00:00Z\",\"address\":\"ada@example.org\","
                        + "\"reason\":\"it is complex\",\"until\":\"2026-03-07T10:00:00Z\"}");
        Matcher signature = Pattern.compile("t=([0-9]+),v1=[0-9a-f]{64}").matcher(post.signature());
        assertThat(signature.matches()).isTrue();
        Instant at = Instant.ofEpochSecond(Long.parseLong(signature.group(1)));
        assertThat(at).isBetween(before, Instant.now());
        assertThat(Signature.of(Given.SECRET, at, post.body().getBytes(UTF_8))).isEqualTo(post.signature());
    }

    @Test
    void shouldSignAsOthersDo() {
        // printf '%s' '1772359200.{}' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef
        assertThat(Signature.of(Given.SECRET, Given.AT, "{}".getBytes(UTF_8)))
                .isEqualTo("t=1772359200,v1=7559e7d7f9ba4e55ea2ea8b0f6658de1826a19e07e97d776c5b7237d4867adf5");
    }

    @Test
    void shouldLeaveOutWhatIsNotThereAndEscapeTheRest() {
        Notification notification = Given.builder(NotificationKind.REJECTED)
                .setAddress(null)
                .setUntil(null)
                .setReason("\"\r\n\u0000")
                .build();

        channel.send(notification);

        assertThat(receiver.posts().get(0).body())
                .endsWith("\"at\":\"2026-03-01T10:00:00Z\",\"reason\":\"\\\"\\r\\n\\u0000\"}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "200, SENT",
        "202, SENT",
        "204, SENT",
        "400, PoisonException",
        "401, PoisonException",
        "404, PoisonException",
        "410, PoisonException",
        "422, PoisonException",
        "408, UnreachableException",
        "429, UnreachableException",
        "500, UnreachableException",
        "503, UnreachableException",
        "301, UnreachableException",
        "307, UnreachableException"
    })
    void shouldTakeAnAnswerForWhatItIs(int status, String means) {
        receiver.answering(status);

        assertThat(outcome()).isEqualTo(means);
        assertThat(receiver.posts()).as("a redirect is not followed").hasSize(1);
    }

    @Test
    void shouldNotWaitForAnAnswerThatDoesNotCome() {
        Map<String, String> impatient = Given.webhook(receiver.port());
        impatient.put("lethe.notify.webhook.timeout", "PT1S");
        channel = channel(impatient);
        receiver.answering(HookServer.SILENT);

        assertThat(outcome()).isEqualTo("UnreachableException");
    }

    @Test
    void shouldTryAgainLaterWhereNobodyListens() {
        receiver.close();

        assertThat(outcome()).isEqualTo("UnreachableException");
    }

    @Test
    void shouldSayWhereItFailedWithoutPathAndAddress() {
        receiver.answering(500);

        assertThatThrownBy(() -> channel.send(Given.notification(NotificationKind.READY)))
                .hasMessage("the webhook at http://127.0.0.1:" + receiver.port() + " answers 500");
    }

    private static WebhookChannel channel(Map<String, String> settings) {
        return new WebhookChannel(Given.notify(settings).webhook().orElseThrow());
    }

    private String outcome() {
        try {
            return channel.send(Given.notification(NotificationKind.READY)).name();
        } catch (PoisonException | UnreachableException e) {
            return e.getClass().getSimpleName();
        }
    }
}
