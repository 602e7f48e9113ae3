package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request. */
public final class ModelRequest {
    public final String id;
    final boolean erasure;
    final String content;
    final String requestedBy;
    final Regulation regulation;
    final Instant receivedAt;
    /** Null: all. */
    final List<String> named;

    final List<String> identities;
    final Duration grace;
    public Phase phase;
    public Instant dueAt;
    public Instant graceEndsAt;
    public Instant dispatchedAt;
    public Instant verifyAt;
    public boolean missed;
    public boolean extended;
    public boolean failed;
    public Outcome outcome;
    public String ridesOn;
    public final Map<String, ModelStep> steps = new LinkedHashMap<>();
    boolean placed;
    boolean approved;
    int warned;
    Outcome ending;
    Instant windowEndsAt;
    Instant readyAt;
    Instant expiresAt;
    boolean endTold;

    ModelRequest(
            String id,
            boolean erasure,
            String content,
            String requestedBy,
            Regulation regulation,
            Instant receivedAt,
            List<String> named,
            List<String> identities,
            Duration grace) {
        this.id = id;
        this.erasure = erasure;
        this.content = content;
        this.requestedBy = requestedBy;
        this.regulation = regulation;
        this.receivedAt = receivedAt;
        this.named = named;
        this.identities = identities;
        this.grace = grace;
    }

    boolean open() {
        return outcome == null;
    }

    boolean dispatched() {
        return dispatchedAt != null;
    }

    boolean all(java.util.function.Predicate<ModelStep> what) {
        return steps.values().stream().allMatch(what);
    }

    boolean any(java.util.function.Predicate<ModelStep> what) {
        return steps.values().stream().anyMatch(what);
    }

    boolean covers(ModelRequest other) {
        boolean services = named == null || (other.named != null && named.containsAll(other.named));
        return services && identities.containsAll(other.identities);
    }
}
