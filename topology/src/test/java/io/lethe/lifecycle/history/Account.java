package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Origin;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request as the events tell it. */
final class Account {
    final String id;
    final Map<String, Part> parts = new LinkedHashMap<>();
    Origin origin;
    boolean erasure;
    String ridesOn;
    /** The last one that it rode on. */
    String rodeOn;

    Instant dueAt;
    Instant startedAt;
    Instant graceEndsAt;
    Instant windowEndsAt;
    /** Services whose data is not in an export's file, as its packager was told. */
    List<String> packedWithout = List.of();

    boolean dispatched;
    boolean expired;
    boolean extended;
    boolean missed;
    int warned;
    boolean endTold;
    Instant expiresAt;
    /** Downloads by each link. */
    final Map<String, Integer> uses = new HashMap<>();

    /** How it will end once data is restored; null: nobody took it back. */
    Outcome ending;

    Outcome outcome;

    Account(String id) {
        this.id = id;
    }

    boolean open() {
        return outcome == null;
    }

    /** Whether erasing for this one does what the other asks. */
    boolean covers(Account other) {
        boolean services = origin.allServices()
                || (!other.origin.allServices() && origin.named().containsAll(other.origin.named()));
        return services && origin.identityHashes().containsAll(other.origin.identityHashes());
    }

    /** The packager is told what there is. */
    void pack() {
        packedWithout = parts.values().stream()
                .filter(p -> p.waived || p.answered.get(Action.EXPORT) == AckOutcome.EXEMPT)
                .map(p -> p.service)
                .toList();
    }

    void pin(List<String> services) {
        parts.clear();
        services.forEach(s -> parts.put(s, new Part(s)));
    }
}
