package io.lethe.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.lethe.config.Notify;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simplejavamail.api.mailer.MailerRegularBuilder;

/** Mails as a real server takes them. */
class SmtpChannelTest {
    private final GreenMail server = Given.mail(0, ServerSetup.PROTOCOL_SMTP, ServerSetup.PROTOCOL_SMTPS);

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void shouldMailEveryKind(NotificationKind kind) throws MessagingException {
        Notification notification = Given.notification(kind);

        assertThat(channel().send(notification)).isEqualTo(Channel.Result.SENT);

        MimeMessage mail = onlyMail();
        assertThat(mail.getMessageID()).isEqualTo("<" + notification.getNotificationId() + "@shop.example>");
        assertThat(mail.getAllRecipients()).singleElement().hasToString(Given.ADDRESS);
        assertThat(mail.getFrom()).singleElement().hasToString("privacy@shop.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("text/plain");
        Template.Text text = Templates.load(Given.notify(Given.smtp(25))).text(notification);
        assertThat(mail.getSubject()).isEqualTo(text.subject());
        assertThat(GreenMailUtil.getBody(mail)).contains("Reference: " + Given.REQUEST);
    }

    @Test
    void shouldSendNothingWithoutAnAddress() {
        Notification nowhere =
                Given.builder(NotificationKind.ERASED).setAddress(null).build();

        assertThat(channel().send(nowhere)).isEqualTo(Channel.Result.NO_ADDRESS);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org\r\nBcc: eve@example.org",
                "ada@example.org\nDATA",
                "ada@example.org, eve@example.org",
                "ada@example.org;eve@example.org",
                "Ada <ada@example.org>",
                "<ada@example.org>",
                "\"ada\\r\\nBcc: eve\"@example.org",
                "ada@example.org ORCPT=rfc822;eve@example.org",
                "ada",
                "ada@",
                "@example.org",
                "ada@example.org\u0000",
                ""
            })
    void shouldRefuseWhatIsNotOnePlainAddress(String address) {
        Notification odd =
                Given.builder(NotificationKind.ERASED).setAddress(address).build();

        assertThatThrownBy(() -> channel().send(odd))
                .isInstanceOf(PoisonException.class)
                .hasMessage("UNDELIVERABLE");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void shouldLetAReasonAddNoHeaderAndNoReceiver() throws MessagingException {
        channel()
                .send(Given.builder(NotificationKind.REJECTED)
                        .setReason("no\r\n.\r\nRCPT TO:<eve@example.org>\r\nBcc: eve@example.org\r\n\r\n<b>x</b>")
                        .build());

        MimeMessage mail = onlyMail();
        assertThat(mail.getAllRecipients()).singleElement().hasToString(Given.ADDRESS);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(GreenMailUtil.getBody(mail)).contains("Reason: no . RCPT TO:<eve@example.org> Bcc:");
    }

    @Test
    void shouldNotTalkToAServerThatNobodyVouchesFor() {
        assertThatThrownBy(() -> encrypted(builder -> {}).send(Given.notification(NotificationKind.ERASED)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("CertPathBuilderException")
                .hasMessageNotContaining(Given.ADDRESS);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void shouldEncryptFromTheFirstByteWhereAskedTo() {
        SmtpChannel trusting =
                encrypted(builder -> builder.trustingSSLHosts("127.0.0.1").verifyingServerIdentity(false));

        assertThat(trusting.send(Given.notification(NotificationKind.ERASED))).isEqualTo(Channel.Result.SENT);
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    private SmtpChannel channel() {
        return channel(Given.smtp(server.getSmtp().getPort()));
    }

    private static SmtpChannel channel(Map<String, String> settings) {
        Notify notify = Given.notify(settings);
        return new SmtpChannel(notify.smtp().orElseThrow(), Templates.load(notify));
    }

    private SmtpChannel encrypted(Consumer<MailerRegularBuilder<?>> more) {
        Map<String, String> settings =
                new HashMap<>(Given.smtp(server.getSmtps().getPort()));
        settings.put("lethe.notify.smtp.tls", "implicit");
        Notify notify = Given.notify(settings);
        return new SmtpChannel(notify.smtp().orElseThrow(), Templates.load(notify), more);
    }

    private MimeMessage onlyMail() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }
}
