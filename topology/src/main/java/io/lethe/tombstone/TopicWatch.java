package io.lethe.tombstone;

import io.lethe.topics.TopicInspector;
import io.lethe.topics.TopicState;
import io.lethe.topics.TopicState.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of the topics that tombstones go to, for {@link #FRESH}: long enough to ask once for many tasks, short enough to see soon that one went
 * bad or was mended. A topic to which a write failed is taken for bad at once.
 */
final class TopicWatch {
    /** How long an answer holds. */
    static final Duration FRESH = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

    private record Known(TopicState state, long askedAt) {}

    private final TopicInspector inspector;
    private final Duration fresh;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new HashMap<>();

    TopicWatch(TopicInspector inspector, Duration fresh, LongSupplier nanos) {
        this.inspector = inspector;
        this.fresh = fresh;
        this.nanos = nanos;
    }

    /** Asks for those of the topics of which nothing fresh is known. */
    void refresh(Set<String> topics) {
        var now = nanos.getAsLong();
        known.values().removeIf(entry -> now - entry.askedAt > fresh.toNanos());
        var stale = new HashSet<>(topics);
        stale.removeAll(known.keySet());
        if (!stale.isEmpty()) {
            inspector.inspect(stale).forEach(this::note);
        }
    }

    TopicState state(String topic) {
        return known.get(topic).state;
    }

    /** A write failed: nothing more goes there until the next look. */
    void failed(String topic, Kind kind) {
        note(topic, new TopicState(kind, 0));
    }

    private void note(String topic, TopicState state) {
        if (state.kind() != Kind.USABLE) {
            LOG.warn(
                    "Tombstone topic {} is {}: the tasks of its service are answered FAILED until it is mended",
                    topic,
                    state.kind());
        }
        known.put(topic, new Known(state, nanos.getAsLong()));
    }
}
