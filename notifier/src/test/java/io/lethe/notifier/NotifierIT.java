package io.lethe.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.lethe.config.LetheConfig;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import io.lethe.serde.SpecificAvroSerializer;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both workers on a broker, with servers that come and go. */
class NotifierIT {
    private static final TestCluster CLUSTER = TestCluster.start();
    private static final String SUBJECT = "customer-00042";

    private final GreenMail mail = Given.mail(0, ServerSetup.PROTOCOL_SMTP);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Map<String, String> settings;
    private HookServer hook;

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @BeforeEach
    void install() throws IOException {
        hook = new HookServer();
        mail.start();
        settings = new HashMap<>();
        settings.put("lethe.bootstrap.servers", CLUSTER.bootstrapServers());
        settings.put("lethe.schema.registry.url", CLUSTER.registryUrl().toString());
        settings.put("lethe.topic.prefix", "t" + UUID.randomUUID() + ".");
        settings.put("lethe.application.id", "lethe-" + UUID.randomUUID());
        CLUSTER.createTopic(config().topics().notifications(), 2);
        CLUSTER.createTopic(config().topics().deadLetters(), 1);
    }

    @AfterEach
    void uninstall() {
        mail.stop();
        hook.close();
    }

    @Test
    void shouldTellOverBothWaysOnce() throws Exception {
        settings.putAll(Given.smtp(mail.getSmtp().getPort()));
        settings.putAll(Given.webhook(hook.port()));
        List<Notification> all = everyKind();

        try (AutoCloseable first = start()) {
            all.forEach(this::send);
            awaitMails(all.size());
            await().until(() -> hook.posts().size() == all.size());
            await().until(() -> committed("smtp") == all.size() && committed("webhook") == all.size());
            assertThat(first).isNotNull();
        }
        try (AutoCloseable second = start()) {
            Notification last = Given.notification(NotificationKind.READY);
            send(last);
            awaitMails(all.size() + 1);
            await().until(() -> hook.posts().size() == all.size() + 1);
            assertThat(second).isNotNull();
        }
        assertThat(messageIds())
                .doesNotHaveDuplicates()
                .contains("<" + all.get(0).getNotificationId() + "@shop.example>");
        assertThat(hook.posts()).extracting(HookServer.Post::key).doesNotHaveDuplicates();
        assertThat(hook.posts()).noneMatch(post -> post.toString().contains(SUBJECT));
        assertThat(count("smtp", "READY", "SENT")).isEqualTo(2);
    }

    @Test
    void shouldLoseNothingWhileTheMailServerIsDown() throws Exception {
        int port = mail.getSmtp().getPort();
        settings.putAll(Given.smtp(port));
        mail.stop();
        List<Notification> all = everyKind();

        GreenMail again = Given.mail(port, ServerSetup.PROTOCOL_SMTP);
        try (AutoCloseable running = start()) {
            all.forEach(this::send);
            await().until(() -> failures("notify-smtp") > 1);
            startOnAPortThatOthersMayHold(again);
            await().until(() -> again.getReceivedMessages().length == all.size());
            await().until(() -> failures("notify-smtp") == 0);
            assertThat(messageIds(again)).doesNotHaveDuplicates();
            assertThat(running).isNotNull();
        } finally {
            again.stop();
        }
    }

    @Test
    void shouldSetAsideWhatNobodyTakesAndGoOnWithoutTellingTheLog() throws Exception {
        TopicReader<DeadLetter> letters = CLUSTER.reader(config().topics().deadLetters(), DeadLetter.class);
        HeardLog log = new HeardLog("io.lethe", "org.simplejavamail");
        try (log;
                FakeSmtp server = new FakeSmtp().answering("RCPT TO:<gone@", "550 no such user gone@example.org")) {
            settings.putAll(Given.smtp(server.port()));
            try (AutoCloseable running = start()) {
                send(Given.builder(NotificationKind.ERASED)
                        .setAddress("gone@example.org")
                        .build());
                send(Given.builder(NotificationKind.ERASED)
                        .setAddress("a@b.example\r\nRCPT TO:<eve@b.example>")
                        .build());
                send(Given.builder(NotificationKind.ERASED).setAddress(null).build());
                CLUSTER.send(new ProducerRecord<>(
                        config().topics().notifications(), 0, SUBJECT.getBytes(UTF_8), new byte[] {9, 9}));
                send(Given.notification(NotificationKind.ERASED));

                assertThat(letters.await(3))
                        .extracting(letter -> letter.value().getReason())
                        .containsExactlyInAnyOrder("UNDELIVERABLE", "UNDELIVERABLE", "MALFORMED");
                await().until(() -> count("smtp", "ERASED", "SENT") == 1);
                assertThat(count("smtp", "ERASED", "NO_ADDRESS")).isEqualTo(1);
                assertThat(count("smtp", "ERASED", "REFUSED")).isEqualTo(2);
                assertThat(server.heard()).noneMatch(line -> line.contains("eve"));
                assertThat(running).isNotNull();
            }
        }
        assertThat(log.lines())
                .isNotEmpty()
                .noneMatch(line ->
                        line.contains("@example.org") || line.contains(SUBJECT) || line.contains(Given.REQUEST));
    }

    @Test
    void shouldNotSendWhatWasNeverCommitted() throws Exception {
        settings.putAll(Given.webhook(hook.port()));
        Map<String, Object> transactional = Map.of("transactional.id", "t-" + UUID.randomUUID());
        Producer<String, SpecificRecord> producer =
                CLUSTER.producer(new StringSerializer(), new SpecificAvroSerializer<>(), transactional);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(
                        config().topics().notifications(), 0, SUBJECT, Given.notification(NotificationKind.ERASED)))
                .get();
        producer.abortTransaction();
        Notification real = Given.notification(NotificationKind.READY);

        try (AutoCloseable running = start()) {
            send(real);
            await().until(() -> !hook.posts().isEmpty());
            assertThat(hook.posts()).extracting(HookServer.Post::key).containsExactly(real.getNotificationId());
            assertThat(running).isNotNull();
        }
    }

    @Test
    void shouldTryAWebhookAgainUntilItAnswers() throws Exception {
        settings.putAll(Given.webhook(hook.port()));
        hook.answering(503);
        Notification notification = Given.notification(NotificationKind.FAILED);
        try (AutoCloseable running = start()) {
            send(notification);
            await().until(() -> hook.posts().size() > 3);
            hook.answering(204);
            await().until(() -> count("webhook", "FAILED", "SENT") == 1);
            assertThat(running).isNotNull();
        }
        assertThat(hook.posts()).extracting(HookServer.Post::key).containsOnly(notification.getNotificationId());
    }

    private LetheConfig config() {
        return LetheConfig.load(settings);
    }

    private AutoCloseable start() {
        return new Notifier().start(config(), meters);
    }

    private void send(Notification notification) {
        CLUSTER.send(config().topics().notifications(), 0, SUBJECT, notification);
    }

    private static List<Notification> everyKind() {
        List<Notification> all = new ArrayList<>();
        for (NotificationKind kind : NotificationKind.values()) {
            if (kind != NotificationKind.UNKNOWN) {
                all.add(Given.notification(kind));
            }
        }
        return all;
    }

    private void awaitMails(int count) {
        await().until(() -> mail.getReceivedMessages().length == count);
    }

    private List<String> messageIds() throws MessagingException {
        return messageIds(mail);
    }

    private static List<String> messageIds(GreenMail server) throws MessagingException {
        List<String> ids = new ArrayList<>();
        for (MimeMessage message : server.getReceivedMessages()) {
            ids.add(message.getMessageID());
        }
        return ids;
    }

    private double failures(String worker) {
        return meters.get("lethe.worker.failures").tag("worker", worker).gauge().value();
    }

    private double count(String channel, String kind, String result) {
        var counter = meters.find("lethe.notifications")
                .tags("channel", channel, "kind", kind, "result", result)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Records of the one partition that a channel's group is through with: it would get others again. */
    private static long committed(String group, String topic) throws Exception {
        var offset = CLUSTER.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(topic, 0));
        return offset == null ? 0 : offset.offset();
    }

    private long committed(String channel) throws Exception {
        String group = settings.get("lethe.application.id") + "-notify-" + channel;
        return committed(group, config().topics().notifications());
    }

    /** A port that was given up is anybody's for a moment. */
    private static void startOnAPortThatOthersMayHold(GreenMail server) {
        await().ignoreException(IllegalStateException.class).until(() -> {
            server.start();
            return true;
        });
    }
}
