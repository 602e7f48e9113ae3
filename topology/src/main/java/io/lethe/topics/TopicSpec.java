package io.lethe.topics;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What a topic of Lethe must be.
 *
 * @param name its name
 * @param partitions how many it is created with
 * @param partitionRule what an existing topic's number means
 * @param replicationFactor copies of each partition
 * @param requirements its settings
 */
record TopicSpec(
        String name,
        int partitions,
        Requirement.Rule partitionRule,
        int replicationFactor,
        List<Requirement> requirements) {
    TopicSpec {
        requirements = List.copyOf(requirements);
    }

    NewTopic toNewTopic() {
        var settings = requirements.stream().collect(Collectors.toMap(Requirement::name, Requirement::value));
        return new NewTopic(name, partitions, (short) replicationFactor).configs(settings);
    }
}
