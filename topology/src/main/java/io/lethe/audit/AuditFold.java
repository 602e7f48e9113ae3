package io.lethe.audit;

import io.lethe.lifecycle.Evolver;
import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.AuditEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states that the audit log folds to, for one partition read from its beginning: those in the stores, but for people's words and identities, and
 * with the requests that have ended still in them. A subject's entries all stand on one partition. Used by one thread.
 */
public final class AuditFold {
    private final int partition;
    private final Map<String, SubjectState> subjects = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long next;

    /**
     * A place where the sequence is not dense.
     *
     * @param partition partition of the audit topic
     * @param expected the sequence that should have come
     * @param found the one that came: higher, entries are missing; lower, one stands there twice
     */
    public record Gap(int partition, long expected, long found) {}

    /** Nothing read yet of this partition. */
    public AuditFold(int partition) {
        this.partition = partition;
    }

    /**
     * Takes the next entry and says whose it is.
     *
     * @return pseudonym of the subject whose state it may have changed; null: of none
     * @throws IllegalArgumentException if this release has no such event
     */
    public String add(AuditEntry entry) {
        long sequence = entry.getSequence();
        if (sequence != next) {
            gaps.add(new Gap(partition, next, sequence));
        }
        boolean repeated = sequence < next;
        next = Math.max(next, sequence + 1);
        if (entry.getSubject() == null || repeated) {
            return null;
        }
        SubjectState before = subject(entry.getSubject());
        subjects.put(entry.getSubject(), Evolver.evolve(before, EventCodec.event(entry), entry.getAt()));
        return entry.getSubject();
    }

    /** State of a subject by pseudonym; {@link SubjectState#NONE} of one that never came up. */
    public SubjectState subject(String pseudonym) {
        return subjects.getOrDefault(pseudonym, SubjectState.NONE);
    }

    /** Pseudonyms of all subjects, in the order in which they came up. */
    public Set<String> subjects() {
        return Set.copyOf(subjects.keySet());
    }

    /** How many entries there are, by their sequence. */
    public long entries() {
        return next;
    }

    /** Where the sequence is not dense. */
    public List<Gap> gaps() {
        return List.copyOf(gaps);
    }
}
