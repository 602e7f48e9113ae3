package io.lethe.notifier;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lethe.config.LetheConfig;
import io.lethe.config.Notify;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Notifications, and settings that send them. */
final class Given {
    static final String REQUEST = "6960da58-a728-8401-9b15-10bc2a28bea4";
    static final String ADDRESS = "ada@example.org";
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    /** What an answer may take where nobody tests for one that does not come: an exchange that took longer would be sent twice. */
    private static final String NO_HURRY = "PT1M";

    private Given() {}

    static Notification notification(NotificationKind kind) {
        return builder(kind).build();
    }

    static Notification.Builder builder(NotificationKind kind) {
        return Notification.newBuilder()
                .setNotificationId(UUID.randomUUID().toString())
                .setRequestId(REQUEST)
                .setKind(kind)
                .setAt(AT)
                .setAddress(ADDRESS)
                .setReason("it is complex")
                .setUntil(AT.plusSeconds(6 * 86_400L));
    }

    static Map<String, String> smtp(int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("lethe.notify.smtp.host", "127.0.0.1");
        settings.put("lethe.notify.smtp.port", Integer.toString(port));
        settings.put("lethe.notify.smtp.tls", "none");
        settings.put("lethe.notify.smtp.from", "privacy@shop.example");
        settings.put("lethe.notify.smtp.timeout", NO_HURRY);
        return settings;
    }

    static Map<String, String> webhook(int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("lethe.notify.webhook.url", "http://127.0.0.1:" + port + "/hook");
        settings.put("lethe.notify.webhook.secret", SECRET);
        settings.put("lethe.notify.webhook.timeout", NO_HURRY);
        return settings;
    }

    /** Mail servers, one for each protocol, which do not run yet. */
    static GreenMail mail(int port, String... protocols) {
        return new GreenMail(
                Stream.of(protocols).map(protocol -> setup(port, protocol)).toArray(ServerSetup[]::new));
    }

    private static ServerSetup setup(int port, String protocol) {
        ServerSetup fixed = new ServerSetup(port, "127.0.0.1", protocol);
        ServerSetup setup = port == 0 ? fixed.dynamicPort() : fixed;
        setup.setServerStartupTimeout(io.lethe.testing.Patience.MOST.toMillis());
        return setup;
    }

    static Notify notify(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("lethe.bootstrap.servers", "localhost:1");
        all.put("lethe.schema.registry.url", "http://localhost:1");
        return LetheConfig.load(all).notifications();
    }
}
