package io.lethe.config;

import io.lethe.config.Notify.Login;
import io.lethe.config.Notify.Smtp;
import io.lethe.config.Notify.Tls;
import io.lethe.config.Notify.Webhook;
import java.util.Optional;

/** Reads {@link Notify}. What is said about a channel that is not there was meant for one: it is refused. */
final class NotifyValues {
    private final Values values;

    NotifyValues(Values values) {
        this.values = values;
    }

    Notify read() {
        return new Notify(values.optional(Setting.NOTIFY_LINK), smtp(), webhook());
    }

    private Optional<Smtp> smtp() {
        Optional<String> host = values.optional(Setting.NOTIFY_SMTP_HOST);
        if (host.isEmpty()) {
            refuseAlone(
                    Setting.NOTIFY_SMTP_HOST,
                    Setting.NOTIFY_SMTP_FROM,
                    Setting.NOTIFY_SMTP_USERNAME,
                    Setting.NOTIFY_SMTP_PASSWORD,
                    Setting.NOTIFY_SMTP_TEMPLATES);
            return Optional.empty();
        }
        return Optional.of(new Smtp(
                host.get(),
                values.number(Setting.NOTIFY_SMTP_PORT),
                values.symbol(Setting.NOTIFY_SMTP_TLS, Tls.class),
                login(),
                values.text(Setting.NOTIFY_SMTP_FROM),
                values.duration(Setting.NOTIFY_SMTP_TIMEOUT),
                values.duration(Setting.NOTIFY_SMTP_GIVE_UP_AFTER),
                values.optional(Setting.NOTIFY_SMTP_TEMPLATES).map(set -> values.path(Setting.NOTIFY_SMTP_TEMPLATES))));
    }

    private Optional<Login> login() {
        Optional<String> username = values.optional(Setting.NOTIFY_SMTP_USERNAME);
        if (username.isEmpty()) {
            refuseAlone(Setting.NOTIFY_SMTP_USERNAME, Setting.NOTIFY_SMTP_PASSWORD);
        }
        return username.map(name -> new Login(name, values.text(Setting.NOTIFY_SMTP_PASSWORD)));
    }

    private Optional<Webhook> webhook() {
        if (values.optional(Setting.NOTIFY_WEBHOOK_URL).isEmpty()) {
            refuseAlone(Setting.NOTIFY_WEBHOOK_URL, Setting.NOTIFY_WEBHOOK_SECRET);
        }
        return values.uri(Setting.NOTIFY_WEBHOOK_URL)
                .map(url -> new Webhook(
                        url,
                        values.text(Setting.NOTIFY_WEBHOOK_SECRET),
                        values.duration(Setting.NOTIFY_WEBHOOK_TIMEOUT)));
    }

    private void refuseAlone(Setting missing, Setting... others) {
        for (Setting other : others) {
            if (values.optional(other).isPresent()) {
                throw new ConfigException(other.key() + " is set and " + missing.key() + " is not: expected "
                        + missing.expected() + " there, or neither");
            }
        }
    }
}
