package io.lethe.topics;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Settings of the changelogs that let bytes really go. Kafka never cleans the segment that is being written, rolls it only on an append, and needs a second
 * pass to drop a tombstone. With these and a record to every partition each {@link #HEARTBEAT}, a value is gone after about 1.1 days and its key after
 * about 3.1: 2 × (lag + heartbeat) + delete retention, and minutes for the cleaner.
 */
public final class Forgetting {
    /** How often every partition of every changelog needs a record with the current time, so that its segment rolls. */
    public static final Duration HEARTBEAT = Duration.ofHours(1);

    /** How long a local state directory may go without following its changelog: less than delete retention, or it would bring the forgotten back. */
    public static final Duration STATE_DIRECTORY_MAX_AGE = Duration.ofHours(18);

    private static final String DAY = String.valueOf(Duration.ofDays(1).toMillis());

    private Forgetting() {}

    /** Topic settings of a changelog, names without prefix. */
    public static Map<String, String> changelogSettings() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                DAY,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                "0",
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                DAY,
                TopicConfig.SEGMENT_MS_CONFIG,
                DAY,
                // Rows that a clock causes carry the host's time, and brokers refuse what is an hour ahead of theirs.
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime");
    }
}
