package io.lethe.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The shape of one deployment and of this instance of it.
 *
 * @param applicationId consumer group, prefix of internal topics and transactional ids
 * @param topicPrefix prefix of every topic of Lethe
 * @param partitions partitions of commands, acks and audit alike
 * @param servicePartitions partitions of each service's topics
 * @param replicationFactor copies of each topic that Lethe creates
 * @param stateDir where the stores stand
 * @param threads stream threads of this instance
 * @param storeMemoryMib memory that all stores of this instance share, outside the heap, in MiB
 * @param applicationServer {@code host:port} under which other instances reach this one
 * @param keysetFile Lethe's own keys
 * @param createKeyset whether a missing keyset file is made
 */
public record Deployment(
        String applicationId,
        String topicPrefix,
        int partitions,
        int servicePartitions,
        int replicationFactor,
        Path stateDir,
        int threads,
        int storeMemoryMib,
        Optional<String> applicationServer,
        Path keysetFile,
        boolean createKeyset) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,100}");
    private static final Pattern HOST_PORT = Pattern.compile("[^\\s/]+:\\d{1,5}");

    /** Refuses what Kafka or the ids of requests could not carry: a minted id has 12 bits for its partition. */
    public Deployment {
        Check.that(NAME.matcher(applicationId).matches(), Setting.APPLICATION_ID, applicationId);
        Check.that(NAME.matcher(topicPrefix).matches(), Setting.TOPIC_PREFIX, topicPrefix);
        Check.within(partitions, 1, 4096, Setting.PARTITIONS);
        Check.within(servicePartitions, 1, 100, Setting.SERVICE_PARTITIONS);
        Check.within(replicationFactor, 1, 9, Setting.REPLICATION_FACTOR);
        Check.within(threads, 1, 64, Setting.THREADS);
        Check.within(storeMemoryMib, 16, 65_536, Setting.STORE_MEMORY);
        applicationServer.ifPresent(
                server -> Check.that(HOST_PORT.matcher(server).matches(), Setting.APPLICATION_SERVER, server));
    }
}
