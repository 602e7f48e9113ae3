package io.lethe.bench;

import io.lethe.config.LetheConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** The stream threads of all instances of a deployment, as the broker knows them, and which partitions of commands each has. */
final class GroupMembers {
    private final String commands;
    private final Collection<MemberDescription> members;

    private GroupMembers(String commands, Collection<MemberDescription> members) {
        this.commands = commands;
        this.members = members;
    }

    /** As they are now. */
    static GroupMembers of(Deployment deployment) throws ExecutionException, InterruptedException {
        LetheConfig config = deployment.config();
        String group = config.deployment().applicationId();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", config.connection().bootstrapServers()))) {
            var description = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get();
            return new GroupMembers(config.topics().commands(), description.members());
        }
    }

    /** Ids, which they keep as long as they run. */
    Set<String> ids() {
        return members.stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    /** Partitions that some of them have. */
    Set<Integer> partitions(Set<String> ids) {
        return members.stream()
                .filter(member -> ids.contains(member.consumerId()))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> partition.topic().equals(commands))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }
}
