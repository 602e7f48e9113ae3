package io.lethe.lifecycle;

import java.time.Instant;
import java.util.List;

/**
 * A legal hold (GDPR Art. 17(3)(e)).
 *
 * @param holdId id, unique for the subject
 * @param services services it covers; empty: all
 * @param until when it ends by itself; null: on release
 * @param placedAt when it was placed
 * @param contentHash keyed hash of what was asked, to tell a repeat from another hold
 */
public record Hold(String holdId, List<String> services, Instant until, Instant placedAt, String contentHash) {

    public Hold {
        services = List.copyOf(services);
    }

    /** Whether it stops HARD_DELETE tasks of a service. */
    public boolean covers(String service) {
        return services.isEmpty() || services.contains(service);
    }
}
