package io.lethe.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.lethe.app.Lethe;
import io.lethe.config.LetheConfig;
import io.lethe.schemas.Identity;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import io.lethe.testing.TestCluster;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a command to a mail, with the notifier found on the class path. */
class LetheTellsIT {
    @TempDir
    private Path directory;

    @Test
    void shouldTellTheSubjectWhatBecameOfARequest() throws Exception {
        GreenMail mail = Given.mail(0, ServerSetup.PROTOCOL_SMTP);
        mail.start();
        try (TestCluster cluster = TestCluster.start();
                Lethe lethe = Lethe.start(config(cluster, mail.getSmtp().getPort()))) {
            String id = UUID.randomUUID().toString();
            RequestErasure erasure = new RequestErasure(
                    id, Regulation.GDPR, List.of(new Identity("email", Given.ADDRESS)), null, null, "PT0S", null);
            cluster.send(
                    "privacy.commands",
                    "customer-00042",
                    new PrivacyCommand(UUID.randomUUID().toString(), Instant.now(), "service:test", erasure));

            await().until(() -> mail.getReceivedMessages().length == 1);
            assertThat(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0]))
                    .contains("To: " + Given.ADDRESS)
                    .contains("Subject: We will not act on your request")
                    .contains("Reason: NO_SERVICES")
                    .contains("Reference: " + id)
                    .doesNotContain("customer-00042");
            await().untilAsserted(() -> assertThat(metrics(lethe))
                    .contains("lethe_notifications_total{channel=\"smtp\",kind=\"REJECTED\",result=\"SENT\"} 1.0")
                    .contains("lethe_worker_failures{worker=\"notify-smtp\"} 0.0"));
        } finally {
            mail.stop();
        }
    }

    private LetheConfig config(TestCluster cluster, int port) {
        Map<String, String> settings = new HashMap<>(Given.smtp(port));
        settings.put("lethe.bootstrap.servers", cluster.bootstrapServers());
        settings.put("lethe.schema.registry.url", cluster.registryUrl().toString());
        settings.put("lethe.partitions", "2");
        settings.put("lethe.replication.factor", "1");
        settings.put("lethe.state.dir", directory.resolve("state").toString());
        settings.put("lethe.export.store", directory.resolve("exports").toString());
        settings.put("lethe.keyset.file", directory.resolve("keyset").toString());
        settings.put("lethe.keyset.create", "true");
        settings.put("lethe.http.port", "0");
        return LetheConfig.load(settings);
    }

    private static String metrics(Lethe lethe) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(lethe.httpUrl().resolve("/metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
