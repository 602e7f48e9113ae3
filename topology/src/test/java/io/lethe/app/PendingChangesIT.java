package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.app.Http.Answer;
import io.lethe.config.LetheConfig;
import io.lethe.http.Contract;
import io.lethe.http.DecisionLog;
import io.lethe.http.HttpEndpoint;
import io.lethe.keys.Keys;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.services.ActivatorProgress;
import io.lethe.services.ServiceActivator;
import io.lethe.services.ServiceRegistry;
import io.lethe.testing.TestCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of services that stand in the topic while the activator has not come to them. */
class PendingChangesIT {
    private static final String SERVICES = "/api/v1/services/";
    private static final String ERASES = "{\"actions\":[\"HARD_DELETE\"]}";

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerForWhatComesOfThemAndNotForWhatIsActiveNow() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            LetheConfig config = LetheConfig.load(Deployments.settings(cluster, directory));
            try (Lethe lethe = Lethe.start(config)) {
                Http http = new Http(lethe.httpUrl());
                assertThat(http.put(SERVICES + "orders", ERASES).status()).isEqualTo(200);
            }
            Keys keys = Keys.load(config.deployment().keysetFile(), false);
            DecisionLog decisions = new DecisionLog();
            try (Engine engine = Engine.start(config, keys, decisions);
                    HttpEndpoint http = HttpEndpoint.start(
                            config, keys, engine.streams(), decisions, new EngineReadiness(engine.streams()))) {
                assertThat(engine.awaitRunning()).isTrue();
                call(config, keys, new Http(http.url(), Contract::check));
            }
        }
    }

    private static void call(LetheConfig config, Keys keys, Http http) {
        try (ServiceRegistry registry = new ServiceRegistry(config);
                ActivatorProgress progress = new ActivatorProgress(config)) {
            registry.publish(exporting("orders"));
            registry.publish(exporting("late"));

            var put = beside(() -> http.put(SERVICES + "orders", ERASES));
            var delete = beside(() -> http.delete(SERVICES + "late"));
            var deleteNone = beside(() -> http.delete(SERVICES + "none"));
            await().until(() ->
                    put.isDone() || delete.isDone() || deleteNone.isDone() || progress.published() == 1 + 2 + 3);

            assertThat(List.of(put, delete, deleteNone)).noneMatch(CompletableFuture::isDone);
            assertThat(progress.version()).isEqualTo(1);
            try (ServiceActivator activator = new ServiceActivator(config, keys, Clock.systemUTC())) {
                activator.start();
                assertThat(put.join().status()).isEqualTo(200);
                assertThat(delete.join().body().path("actions")).hasToString("[\"EXPORT\"]");
                assertThat(deleteNone.join().text("code")).isEqualTo("NO_SUCH_SERVICE");
                assertThat(progress.version()).isEqualTo(progress.published());
                assertThat(http.get(SERVICES + "orders").body().path("actions")).hasToString("[\"HARD_DELETE\"]");
                assertThat(http.get(SERVICES + "late").status()).isEqualTo(404);
            }
        }
    }

    private static CompletableFuture<Answer> beside(Supplier<Answer> call) {
        return CompletableFuture.supplyAsync(call, task -> new Thread(task).start());
    }

    private static ServiceDefinition exporting(String name) {
        return new ServiceDefinition(name, List.of(Action.EXPORT), List.of(), List.of(), null, null, null);
    }
}
