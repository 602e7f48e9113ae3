package io.lethe.notifier;

import io.lethe.config.Notify.Smtp;
import io.lethe.config.Notify.Tls;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.Notification;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.MailerRegularBuilder;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Mails the address that came with the request. A mail's Message-ID is the notification's id, so that a repeated one can be told. */
final class SmtpChannel implements Channel {
    /** One plain address (RFC 5321's dot-string form): no names, lists, comments or quotes, and nothing that could end a header. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private final Smtp smtp;
    private final Templates templates;
    private final Mailer mailer;
    private final String domain;

    SmtpChannel(Smtp smtp, Templates templates) {
        this(smtp, templates, builder -> {});
    }

    /** With more said about the connection. */
    SmtpChannel(Smtp smtp, Templates templates, Consumer<MailerRegularBuilder<?>> more) {
        this.smtp = smtp;
        this.templates = templates;
        this.mailer = mailer(smtp, more);
        this.domain = smtp.from().substring(smtp.from().indexOf('@') + 1);
    }

    private static Mailer mailer(Smtp smtp, Consumer<MailerRegularBuilder<?>> more) {
        MailerRegularBuilder<?> builder = MailerBuilder.withSMTPServer(smtp.host(), smtp.port())
                .withTransportStrategy(strategy(smtp.tls()))
                .withSessionTimeout((int) smtp.timeout().toMillis())
                .verifyingServerIdentity(true)
                .trustingAllHosts(false);
        if (smtp.tls() == Tls.NONE) {
            // The library would use STARTTLS where it is offered and go on in the clear where that fails: what is said
            // holds.
            builder.withProperty("mail.smtp.starttls.enable", "false");
        }
        smtp.login().ifPresent(login -> {
            builder.withSMTPServerUsername(login.username());
            builder.withSMTPServerPassword(login.password());
        });
        more.accept(builder);
        return builder.buildMailer();
    }

    private static TransportStrategy strategy(Tls tls) {
        return switch (tls) {
            case STARTTLS -> TransportStrategy.SMTP_TLS;
            case IMPLICIT -> TransportStrategy.SMTPS;
            case NONE -> TransportStrategy.SMTP;
        };
    }

    @Override
    public Result send(Notification notification) {
        if (notification.getAddress() == null) {
            return Result.NO_ADDRESS;
        }
        if (!ADDRESS.matcher(notification.getAddress()).matches()) {
            throw new PoisonException(Poison.UNDELIVERABLE);
        }
        try {
            mailer.sendMail(mail(notification), false).join();
            return Result.SENT;
        } catch (MailException | CompletionException e) {
            throw failure(e);
        }
    }

    private Email mail(Notification notification) {
        Template.Text text = templates.text(notification);
        return EmailBuilder.startingBlank()
                .fixingMessageId('<' + notification.getNotificationId() + '@' + domain + '>')
                .from(smtp.from())
                .to(notification.getAddress())
                .withSubject(text.subject())
                .withPlainText(text.body())
                // RFC 3834: nobody's out-of-office answers it.
                .withHeader("Auto-Submitted", "auto-generated")
                .buildEmail();
    }

    /** Its own words alone: the server's may quote the address. */
    private RuntimeException failure(RuntimeException error) {
        return switch (SmtpFailure.of(error)) {
            case FINAL -> new PoisonException(Poison.UNDELIVERABLE, error);
            case DEFERRED -> new DeferredException("the mail server at " + place() + " does not take a mail for now");
            case SERVER ->
                new UnreachableException("the mail server at " + place() + " takes no mail ("
                        + SmtpFailure.root(error).getClass().getName() + ")");
        };
    }

    private String place() {
        return smtp.host() + ':' + smtp.port();
    }
}
