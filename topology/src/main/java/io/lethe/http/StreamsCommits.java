package io.lethe.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/** Reads commits off the tasks of this instance. With exactly-once, an offset is committed in the transaction that holds what it led to. */
final class StreamsCommits implements Commits {
    private final KafkaStreams streams;
    private final String topic;

    StreamsCommits(KafkaStreams streams, String commandsTopic) {
        this.streams = streams;
        this.topic = commandsTopic;
    }

    @Override
    public Map<Integer, Long> committed() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (ThreadMetadata thread : threads()) {
            for (TaskMetadata task : thread.activeTasks()) {
                task.committedOffsets().forEach((partition, offset) -> {
                    if (partition.topic().equals(topic)) {
                        offsets.put(partition.partition(), offset);
                    }
                });
            }
        }
        return offsets;
    }

    /** Before the start and after the end there are no threads, so nothing is committed here. */
    private Set<ThreadMetadata> threads() {
        return streams.state().isRunningOrRebalancing() ? streams.metadataForLocalThreads() : Set.of();
    }
}
