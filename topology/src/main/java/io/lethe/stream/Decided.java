package io.lethe.stream;

import io.lethe.keys.ExportKeys;
import io.lethe.lifecycle.Catalogue;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.Identity;
import io.lethe.schemas.TombstoneTopic;
import io.lethe.store.IdentitiesRow;
import io.lethe.store.PseudonymKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one input led to, for the steps that publish it.
 *
 * @param subjectId raw id of the subject; null for changes of the catalogue
 * @param pseudonymKey key for the subject's pseudonym and hashes; null where no subject is known
 * @param partition the task's partition
 * @param sequence audit sequence of the first event; the others follow
 * @param at time of the input's record
 * @param actor who caused it, fit for the audit log
 * @param events the events, at least one
 * @param state the state after them, settled requests still in it
 * @param identities identities and keys of each request that publishes something which carries them, by request id
 * @param catalogue services as they were decided on
 */
public record Decided(
        String subjectId,
        PseudonymKey pseudonymKey,
        int partition,
        long sequence,
        Instant at,
        String actor,
        List<Event> events,
        SubjectState state,
        Map<String, IdentitiesRow> identities,
        Catalogue catalogue) {

    /** Identities of a request; empty where it has none. */
    public List<Identity> identitiesOf(String requestId) {
        return identities.getOrDefault(requestId, IdentitiesRow.NONE).identities();
    }

    /** The key pair of an export; empty where it has none. */
    public Optional<ExportKeys> exportKeysOf(String requestId) {
        return Optional.ofNullable(
                identities.getOrDefault(requestId, IdentitiesRow.NONE).export());
    }

    /** Topics of a service that get a null for the subject. */
    public List<TombstoneTopic> tombstoneTopics(String service) {
        return catalogue.find(service).map(Service::tombstoneTopics).orElse(List.of());
    }

    /** Says nothing of anybody. */
    @Override
    public String toString() {
        return "Decided[partition=" + partition + ", sequence=" + sequence + ", events=" + events.size() + "]";
    }
}
