package io.lethe.cli.samples;

import io.lethe.participant.ParticipantBuilder;
import io.lethe.schemas.ServiceDefinition;
import java.util.Collection;
import java.util.Optional;

/** One service of the sample company, with a store of its own. */
interface SampleService {
    ServiceDefinition definition();

    /** Whether the store holds the sample data, or held it before customers were erased. */
    boolean isLoaded() throws Exception;

    /** Fills the store with customers 1 to {@code customers}; all of it, or the store counts as not loaded. */
    void load(int customers, LoadProgress progress) throws Exception;

    /** Rows, objects or records that the store holds of these subjects. */
    long count(Collection<String> subjects) throws Exception;

    /** How many of those are hidden by a soft delete. */
    default long hidden(Collection<String> subjects) throws Exception {
        return 0;
    }

    /** A fingerprint of what the store holds of these subjects. */
    Checksum of(Collection<String> subjects) throws Exception;

    /** A fingerprint of everything in the store but what belongs to these subjects. */
    Checksum others(Collection<String> subjects) throws Exception;

    /** What answers for it; none where its definition needs no answer. */
    Optional<ParticipantBuilder> participant();
}
