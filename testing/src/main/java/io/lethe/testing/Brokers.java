package io.lethe.testing;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.server.common.MetadataVersion;

/** The brokers' side of a {@link TestCluster}: started, formatted, ready. */
final class Brokers implements AutoCloseable {
    private final KafkaClusterTestKit kit;

    private Brokers(KafkaClusterTestKit kit) {
        this.kit = kit;
    }

    static Brokers start(int count, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(defaults(count));
        all.putAll(settings);
        try {
            return new Brokers(start(builder(count, all).build()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the brokers started", e);
        } catch (Exception e) {
            throw new IllegalStateException("the brokers did not start", e);
        }
    }

    String bootstrapServers() {
        return kit.bootstrapServers();
    }

    @Override
    public void close() {
        try {
            kit.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the brokers stopped", e);
        } catch (Exception e) {
            throw new IllegalStateException("the brokers did not stop", e);
        }
    }

    private static KafkaClusterTestKit start(KafkaClusterTestKit kit) throws Exception {
        try {
            kit.format();
            kit.startup();
            kit.waitForReadyBrokers();
            return kit;
        } catch (Exception e) {
            kit.close();
            throw e;
        }
    }

    private static KafkaClusterTestKit.Builder builder(int count, Map<String, String> settings) {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setCombined(count == 1)
                .setNumControllerNodes(1)
                .setNumBrokerNodes(count)
                // The kit's own default is a version that no release has.
                .setBootstrapMetadataVersion(MetadataVersion.latestProduction())
                .build();
        KafkaClusterTestKit.Builder builder = new KafkaClusterTestKit.Builder(nodes);
        settings.forEach(builder::setConfigProp);
        return builder;
    }

    /** Few internal partitions and no waiting, for a quick start; replication as wide as the cluster. */
    private static Map<String, String> defaults(int count) {
        String replicas = String.valueOf(Math.min(count, 3));
        String inSync = String.valueOf(Math.max(1, Math.min(count, 3) - 1));
        return Map.ofEntries(
                Map.entry("default.replication.factor", replicas),
                Map.entry("min.insync.replicas", inSync),
                Map.entry("offsets.topic.replication.factor", replicas),
                Map.entry("offsets.topic.num.partitions", "3"),
                Map.entry("transaction.state.log.replication.factor", replicas),
                Map.entry("transaction.state.log.min.isr", inSync),
                Map.entry("transaction.state.log.num.partitions", "3"),
                Map.entry("share.coordinator.state.topic.replication.factor", replicas),
                Map.entry("share.coordinator.state.topic.min.isr", inSync),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                // A JVM that stands still for a while is no lost broker.
                Map.entry("broker.session.timeout.ms", "60000"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "true"));
    }
}
