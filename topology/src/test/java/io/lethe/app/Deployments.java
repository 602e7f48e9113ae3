package io.lethe.app;

import io.lethe.config.LetheConfig;
import io.lethe.keys.ControlTags;
import io.lethe.keys.Keys;
import io.lethe.schemas.Action;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.testing.TestCluster;
import io.lethe.topics.TopicAdmin;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A deployment of Lethe on a test's cluster. */
final class Deployments {
    private Deployments() {}

    static Map<String, String> settings(TestCluster cluster, Path directory) {
        Map<String, String> settings = new HashMap<>();
        settings.put("lethe.bootstrap.servers", cluster.bootstrapServers());
        settings.put("lethe.schema.registry.url", cluster.registryUrl().toString());
        settings.put("lethe.application.id", "lethe-" + directory.getFileName());
        settings.put("lethe.partitions", "3");
        settings.put("lethe.replication.factor", "1");
        settings.put("lethe.state.dir", directory.resolve("state").toString());
        settings.put("lethe.keyset.file", directory.resolve("keyset").toString());
        settings.put("lethe.keyset.create", "true");
        settings.put("lethe.http.port", "0");
        // A machine that stands still for a while must not look as if nothing were decided.
        settings.put("lethe.http.decision-timeout", "PT1M");
        settings.put("lethe.erasure.verify-after", "off");
        return settings;
    }

    /** Makes services active as the activator does, without it. */
    static void activate(TestCluster cluster, LetheConfig config, List<String> services) {
        Keys keys = Keys.load(config.deployment().keysetFile(), true);
        TopicAdmin admin = new TopicAdmin(cluster.admin(), config);
        long version = 0;
        for (String service : services) {
            admin.provisionService(service);
            version++;
            for (int partition = 0; partition < config.deployment().partitions(); partition++) {
                ServiceDefinition definition = new ServiceDefinition(
                        service, List.of(Action.HARD_DELETE), List.of(), List.of(), null, null, null);
                var change = new ControlTags(keys).sign(version, service, definition);
                cluster.send(config.topics().commands(), partition, null, command(change));
            }
        }
    }

    static PrivacyCommand erasure(String requestId) {
        return command(new RequestErasure(requestId, Regulation.GDPR, List.of(), null, null, "PT0S", null));
    }

    static PrivacyCommand command(Object command) {
        return new PrivacyCommand(UUID.randomUUID().toString(), Instant.now(), "service:test", command);
    }
}
