package io.lethe.bench;

import io.lethe.app.Lethe;
import io.lethe.config.LetheConfig;
import io.lethe.worker.Clients;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/** Names and settings of what a contender on Kafka runs with. */
record Deployment(String prefix, Map<String, String> settings) {
    /** As shipped, but for addresses, and without verification: one unit of work has one task for each service. */
    static Deployment of(Ground ground, String name, Map<String, String> more) {
        var directory = ground.directory().resolve(name);
        Map<String, String> settings = new HashMap<>();
        settings.put("lethe.bootstrap.servers", ground.bootstrapServers());
        settings.put("lethe.schema.registry.url", ground.schemaRegistry());
        settings.put("lethe.application.id", name);
        settings.put("lethe.topic.prefix", name + ".");
        settings.put("lethe.replication.factor", "1");
        settings.put("lethe.state.dir", directory.resolve("state").toString());
        settings.put("lethe.keyset.file", directory.resolve("keys").toString());
        settings.put("lethe.keyset.create", "true");
        settings.put("lethe.http.port", "0");
        settings.put("lethe.erasure.verify-after", "off");
        settings.putAll(more);
        return new Deployment(name + ".", settings);
    }

    /** The same with other settings. */
    Deployment with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return new Deployment(prefix, all);
    }

    LetheConfig config() {
        return LetheConfig.load(settings);
    }

    /** How long an instance may be silent until others take over what it has. */
    Duration sessionTimeout() {
        return Lethe.sessionTimeout(config());
    }

    Serializer<SpecificRecord> serializer() {
        return new Clients(config()).<SpecificRecord>valueSerde().serializer();
    }

    /** Topics of all services' tasks. */
    List<String> taskTopics() {
        return Work.services().stream().map(config().topics()::erase).toList();
    }

    /** All partitions of one of the partitioned topics. */
    List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, config().deployment().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }
}
