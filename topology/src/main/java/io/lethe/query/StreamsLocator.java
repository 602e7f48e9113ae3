package io.lethe.query;

import io.lethe.store.Stores;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;

/** Asks Streams for the active host of a partition. */
public final class StreamsLocator implements Locator {
    private final KafkaStreams streams;
    private final HostInfo self;

    private StreamsLocator(KafkaStreams streams, HostInfo self) {
        this.streams = streams;
        this.self = self;
    }

    /**
     * Locates through a Streams instance.
     *
     * @param applicationServer {@code host:port} under which other instances know this one; an instance without it knows of no others, and what it
     *     does not have cannot be read
     */
    public static Locator of(KafkaStreams streams, Optional<String> applicationServer) {
        return applicationServer
                .<Locator>map(server -> new StreamsLocator(streams, HostInfo.buildFromEndpoint(server)))
                .orElse(partition -> {});
    }

    @Override
    public void requireHere(int partition) {
        HostInfo active = activeHost(partition);
        if (!active.equals(self)) {
            throw new NotReadableException("partition %d is served by the instance at %s:%d"
                    .formatted(partition, active.host(), active.port()));
        }
    }

    private HostInfo activeHost(int partition) {
        KeyQueryMetadata metadata = metadata(partition);
        boolean known = metadata != null
                && !metadata.equals(KeyQueryMetadata.NOT_AVAILABLE)
                && !metadata.activeHost().equals(HostInfo.unavailable());
        if (!known) {
            throw new NotReadableException("partition " + partition + " is being assigned");
        }
        return metadata.activeHost();
    }

    private KeyQueryMetadata metadata(int partition) {
        try {
            // The partition is known already, so it is not worked out from a key.
            return streams.queryMetadataForKey(
                    Stores.SUBJECTS, "", (topic, key, value, count) -> Optional.of(Set.of(partition)));
        } catch (StreamsException | IllegalStateException e) {
            throw new NotReadableException("the stream is " + streams.state(), e);
        }
    }
}
