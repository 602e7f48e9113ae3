package io.lethe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.app.Http.Answer;
import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.FileStore;
import io.lethe.storage.Place;
import io.lethe.testing.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses of links, while many come at once and after a restart. */
class DownloadIT {
    private static final String SUBJECT = "customer-00042";
    private static final int USES = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldHandOutEachLinksUsesAndNotOneMore() throws IOException {
        try (TestCluster cluster = TestCluster.start()) {
            Map<String, String> settings = Deployments.settings(cluster, directory);
            settings.put("lethe.export.store", directory.resolve("exports").toString());
            LetheConfig config = LetheConfig.load(settings);
            String id;
            String first;
            try (Lethe lethe = Lethe.start(config)) {
                Http http = new Http(lethe.httpUrl());
                id = ready(cluster, config, http);
                first = link(http, id);
                String second = link(http, id);

                List<String> answers = together(http, first, second);
                assertThat(answers.subList(0, 8))
                        .containsOnly("200", "LINK_USED_UP")
                        .filteredOn("200"::equals)
                        .hasSize(USES);
                assertThat(answers.subList(8, 12))
                        .containsOnly("200", "LINK_USED_UP")
                        .filteredOn("200"::equals)
                        .hasSize(USES);
            }
            try (Lethe again = Lethe.start(config)) {
                Http http = new Http(again.httpUrl());
                await().until(() -> http.get(first).status() == 410);
                assertThat(http.get(first).text("code")).isEqualTo("LINK_USED_UP");
                assertThat(http.get(link(http, id)).status()).isEqualTo(200);
                assertThat(http.get("/api/v1/requests/" + id)
                                .body()
                                .at("/export/downloads")
                                .asInt())
                        .isEqualTo(2 * USES + 1);
            }
        }
    }

    /** Eight that use the first link and four that use the second, at once. */
    private static List<String> together(Http http, String first, String second) {
        ExecutorService pool = Executors.newFixedThreadPool(12);
        try {
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String path = i < 8 ? first : second;
                answers.add(CompletableFuture.supplyAsync(() -> http.get(path), pool));
            }
            return answers.stream()
                    .map(CompletableFuture::join)
                    .map(a -> a.status() == 200 ? "200" : a.text("code"))
                    .toList();
        } finally {
            pool.shutdown();
        }
    }

    private static String ready(TestCluster cluster, LetheConfig config, Http http) throws IOException {
        assertThat(http.put("/api/v1/services/orders", "{\"actions\":[\"EXPORT\"]}")
                        .status())
                .isEqualTo(200);
        String body = "{\"subjectId\":\"" + SUBJECT + "\",\"type\":\"EXPORT\",\"format\":\"JSON\"}";
        String id = http.post("/api/v1/requests", body).text("requestId");
        answer(cluster, config, "orders");
        answer(cluster, config, RequestState.PACKAGER);
        Keys keys = Keys.load(config.deployment().keysetFile(), false);
        new EncryptedFiles(new FileStore(Path.of(config.export().storage().place())), keys.wrap())
                .write(new Place(keys.exportFolder(SUBJECT), id).file(), id, out -> out.write("a ZIP".getBytes(UTF_8)));
        await().until(() -> "READY".equals(http.get("/api/v1/requests/" + id).text("phase")));
        return id;
    }

    private static void answer(TestCluster cluster, LetheConfig config, String service) {
        ServiceTask task = cluster.reader(config.topics().export(service), ServiceTask.class)
                .await(1)
                .get(0)
                .value();
        ServiceAck ack = new ServiceAck(
                task.getTaskId(),
                task.getRequestId(),
                service,
                task.getAction(),
                task.getToken(),
                task.getAttempt(),
                AckOutcome.DONE,
                1L,
                true,
                null,
                null,
                Instant.now(),
                null,
                null,
                null);
        cluster.send(config.topics().acks(), SUBJECT, ack);
    }

    private static String link(Http http, String id) {
        String url = http.post("/api/v1/requests/" + id + "/download-url", "{}").text("url");
        return URI.create(url).getPath();
    }
}
