package io.lethe.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How subjects are told what happened to their requests. Nothing is sent where neither a mail server nor a webhook is set.
 *
 * @param link a page about a request, with {@code {requestId}} in it
 * @param smtp mails, to the address that came with the request
 * @param webhook posts, to a system of the controller's
 */
public record Notify(Optional<String> link, Optional<Smtp> smtp, Optional<Webhook> webhook) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern HOST = Pattern.compile("[^\\s/@,]+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]+@[A-Za-z0-9.-]+");

    /** Refuses a link that would lead every request to the same page. */
    public Notify {
        link.ifPresent(l -> Check.that(LINK.matcher(l).matches() && l.contains("{requestId}"), Setting.NOTIFY_LINK, l));
    }

    /** Whether anything is to be sent. */
    public boolean isOn() {
        return smtp.isPresent() || webhook.isPresent();
    }

    /** How the connection to a mail server is encrypted. */
    public enum Tls {
        /** Plain until STARTTLS, which the server must offer. */
        STARTTLS,
        /** From the first byte. */
        IMPLICIT,
        /** Not at all. */
        NONE
    }

    /** Who Lethe is at the mail server. Printing it shows no password. */
    public record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[username=" + username + "]";
        }
    }

    /**
     * A mail server.
     *
     * @param host its name or address
     * @param port its port
     * @param tls how it is reached
     * @param login who Lethe is there; empty: nobody asks
     * @param from whom mails come from
     * @param timeout how long connecting and each answer may take
     * @param giveUpAfter how long a mail is tried that is refused for now, while others are taken
     * @param templates directory of texts that replace the built-in ones
     */
    public record Smtp(
            String host,
            int port,
            Tls tls,
            Optional<Login> login,
            String from,
            Duration timeout,
            Duration giveUpAfter,
            Optional<Path> templates) {
        /** Refuses a password in the clear, and what cannot be meant. */
        public Smtp {
            Check.that(HOST.matcher(host).matches(), Setting.NOTIFY_SMTP_HOST, host);
            Check.within(port, 1, 65_535, Setting.NOTIFY_SMTP_PORT);
            Check.that(login.isEmpty() || tls != Tls.NONE || isHere(host), Setting.NOTIFY_SMTP_TLS, tls);
            Check.that(ADDRESS.matcher(from).matches(), Setting.NOTIFY_SMTP_FROM, from);
            Check.positive(timeout, MINUTE, Setting.NOTIFY_SMTP_TIMEOUT);
            Check.positive(giveUpAfter, Duration.ofDays(1), Setting.NOTIFY_SMTP_GIVE_UP_AFTER);
            templates.ifPresent(t -> Check.that(Files.isDirectory(t), Setting.NOTIFY_SMTP_TEMPLATES, t));
        }
    }

    /**
     * A webhook. Printing it shows no secret.
     *
     * @param url where it is posted to
     * @param secret key of the signature
     * @param timeout how long an answer may take
     */
    public record Webhook(URI url, String secret, Duration timeout) {
        private static final int SECRET = 32;

        /** Refuses an address in the clear over a network, and a secret that could be guessed. */
        public Webhook {
            Check.that(isSafe(url), Setting.NOTIFY_WEBHOOK_URL, url.getRawUserInfo() == null ? url : "***");
            if (secret.length() < SECRET) {
                throw new ConfigException(Setting.NOTIFY_WEBHOOK_SECRET.key() + " = ***: expected "
                        + Setting.NOTIFY_WEBHOOK_SECRET.expected());
            }
            Check.positive(timeout, MINUTE, Setting.NOTIFY_WEBHOOK_TIMEOUT);
        }

        private static boolean isSafe(URI url) {
            boolean encrypted = "https".equals(url.getScheme());
            return url.getHost() != null
                    && (encrypted || ("http".equals(url.getScheme()) && isHere(url.getHost())))
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
        }

        @Override
        public String toString() {
            return "Webhook[url=" + url + ", timeout=" + timeout + "]";
        }
    }

    /** By its usual names alone: no name is looked up. */
    private static boolean isHere(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]") || host.equals("::1");
    }
}
