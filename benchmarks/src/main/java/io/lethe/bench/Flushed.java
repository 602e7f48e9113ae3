package io.lethe.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Lethe on a broker that flushes every record to disk before it acknowledges it. As shipped, Kafka leaves that to the operating system and to replicas. */
final class Flushed {
    private static final String NAME = "lethe-flushed";
    private static final int FIRST_RUN = 0xC0;

    private final Ground ground;
    private final Contenders contenders;
    private final Turns turns;

    Flushed(Options options, Ground ground, Contenders contenders, Progress progress) {
        this.ground = ground;
        this.contenders = contenders;
        this.turns = new Turns(options, progress);
    }

    /** Measures and adds to the report. */
    void run(ObjectNode report) throws Exception {
        LetheContender lethe = contenders.lethe(NAME, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrapServers()))) {
            flushEveryRecord(admin, admin.listTopics().names().get());
        }
        turns.take(List.of(lethe), FIRST_RUN);
        turns.describe(NAME, report.putObject("flush"));
    }

    private static void flushEveryRecord(Admin admin, Set<String> topics) throws Exception {
        var flush = List.of(new AlterConfigOp(new ConfigEntry("flush.messages", "1"), AlterConfigOp.OpType.SET));
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        topics.stream()
                .filter(topic -> topic.startsWith(NAME))
                .forEach(topic -> changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), flush));
        admin.incrementalAlterConfigs(changes).all().get();
    }
}
