package io.lethe.worker;

import io.lethe.config.LetheConfig;
import io.lethe.testing.TestCluster;
import io.lethe.topics.TopicAdmin;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;

/** Deployments that share a test's cluster: each has topics, groups and transactional ids of its own. */
public final class TestDeployment {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDeployment() {}

    /** A deployment with three partitions. */
    public static LetheConfig config(TestCluster cluster) {
        return config(cluster, Map.of());
    }

    /** As the other, with some settings of its own. */
    public static LetheConfig config(TestCluster cluster, Map<String, String> settings) {
        var name = "t" + COUNT.incrementAndGet();
        var all = new HashMap<String, String>();
        all.put("lethe.bootstrap.servers", cluster.bootstrapServers());
        all.put("lethe.schema.registry.url", cluster.registryUrl().toString());
        all.put("lethe.application.id", name + "-lethe");
        all.put("lethe.topic.prefix", name + ".privacy.");
        all.put("lethe.partitions", "3");
        all.put("lethe.replication.factor", "1");
        all.putAll(settings);
        return LetheConfig.load(all);
    }

    /** A deployment whose topics stand. */
    public static LetheConfig provisioned(TestCluster cluster) {
        var config = config(cluster);
        try (Admin admin = new Clients(config).admin("test")) {
            new TopicAdmin(admin, config).provision();
        }
        return config;
    }
}
