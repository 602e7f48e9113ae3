package io.lethe.bench;

import io.lethe.config.LetheConfig;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** The stream threads of all instances of a deployment, as the broker knows them, and which partitions of commands each has. */
final class GroupMembers {
    private static final long PATIENCE_SECONDS = 120;
    private static final long LOOK_EVERY_MS = 100;

    private final String commands;
    private final Collection<MemberDescription> members;

    private GroupMembers(String commands, Collection<MemberDescription> members) {
        this.commands = commands;
        this.members = members;
    }

    /**
     * As they are now, once none is about to come or go: until then the broker knows of no one's partitions.
     *
     * @throws TimeoutException if that takes minutes
     */
    static GroupMembers of(Deployment deployment) throws ExecutionException, InterruptedException, TimeoutException {
        LetheConfig config = deployment.config();
        long begun = System.nanoTime();
        String group = config.deployment().applicationId();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", config.connection().bootstrapServers()))) {
            var description = describe(admin, group);
            while (description.groupState() != GroupState.STABLE) {
                if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new TimeoutException("Group " + group + " is " + description.groupState() + " after "
                            + PATIENCE_SECONDS + " s, expected STABLE");
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
                description = describe(admin, group);
            }
            return new GroupMembers(config.topics().commands(), description.members());
        }
    }

    private static ConsumerGroupDescription describe(Admin admin, String group)
            throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get();
    }

    /** Their clients' ids, which they keep as long as they run, whereas a member that was silent for too long comes back as another. */
    Set<String> ids() {
        return members.stream().map(MemberDescription::clientId).collect(Collectors.toSet());
    }

    /** Partitions that some of them have. */
    Set<Integer> partitions(Set<String> ids) {
        return members.stream()
                .filter(member -> ids.contains(member.clientId()))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(partition -> partition.topic().equals(commands))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }
}
