package io.lethe.topics;

import static io.lethe.topics.Requirement.Rule.ADVISED;
import static io.lethe.topics.Requirement.Rule.AT_LEAST;
import static io.lethe.topics.Requirement.Rule.EXACT;

import io.lethe.config.LetheConfig;
import io.lethe.config.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The topics of one deployment.
 *
 * <p>What is keyed by subject has a segment a day: a topic of the delete policy forgets a segment at a time, counted from its newest record, so that a
 * longer one would keep personal data beyond its retention. Time is the broker's everywhere: callers' clocks must order nothing and shorten no retention.
 */
final class TopicCatalogue {
    private static final Duration WORK = Duration.ofDays(14);
    private static final Duration TRANSIT = Duration.ofDays(3);
    private static final Duration DIAGNOSIS = Duration.ofDays(30);
    private static final String UNLIMITED = "-1";
    private static final String SEGMENT = String.valueOf(Duration.ofDays(1).toMillis());
    /** Kafka's own default, made explicit: what Lethe writes within a transaction must always fit, or its task would repeat it for ever. */
    private static final String MAX_BATCH = "1048588";

    private final Topics names;
    private final int partitions;
    private final int servicePartitions;
    private final int replicationFactor;

    TopicCatalogue(LetheConfig config) {
        this.names = config.topics();
        this.partitions = config.deployment().partitions();
        this.servicePartitions = config.deployment().servicePartitions();
        this.replicationFactor = config.deployment().replicationFactor();
    }

    /** All topics that stand whatever services there are. */
    List<TopicSpec> core() {
        return List.of(
                topic(names.commands(), partitions, EXACT, subjectKeyed(WORK)),
                topic(names.acks(), partitions, EXACT, subjectKeyed(WORK)),
                topic(names.audit(), partitions, EXACT, kept(UNLIMITED)),
                topic(names.services(), 1, EXACT, compacted()),
                topic(names.completions(), partitions, ADVISED, subjectKeyed(WORK)),
                topic(names.tombstones(), partitions, ADVISED, subjectKeyed(WORK)),
                topic(names.notifications(), partitions, ADVISED, subjectKeyed(TRANSIT)),
                topic(names.fragments(), partitions, ADVISED, subjectKeyed(TRANSIT)),
                topic(names.deadLetters(), 1, ADVISED, kept(millis(DIAGNOSIS))));
    }

    /** Both topics of a service with an action. More partitions than asked for do no harm: nothing is joined with them. */
    List<TopicSpec> ofService(String service) {
        return List.of(
                topic(names.erase(service), servicePartitions, ADVISED, subjectKeyed(WORK)),
                topic(names.export(service), servicePartitions, ADVISED, subjectKeyed(WORK)));
    }

    private TopicSpec topic(String name, int count, Requirement.Rule rule, List<Requirement> specific) {
        var all = new ArrayList<>(specific);
        all.add(new Requirement(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime", EXACT));
        all.add(new Requirement(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_BATCH, AT_LEAST));
        var inSync = replicationFactor >= 3 ? 2 : 1;
        all.add(new Requirement(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(inSync), ADVISED));
        return new TopicSpec(name, count, rule, replicationFactor, all);
    }

    private static List<Requirement> subjectKeyed(Duration retention) {
        var all = new ArrayList<>(kept(millis(retention)));
        all.add(new Requirement(TopicConfig.SEGMENT_MS_CONFIG, SEGMENT, ADVISED));
        return all;
    }

    private static List<Requirement> kept(String retention) {
        return List.of(
                new Requirement(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE, EXACT),
                new Requirement(TopicConfig.RETENTION_MS_CONFIG, retention, AT_LEAST),
                new Requirement(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED, EXACT));
    }

    private static List<Requirement> compacted() {
        return List.of(new Requirement(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT, EXACT));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
