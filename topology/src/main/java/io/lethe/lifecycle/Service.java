package io.lethe.lifecycle;

import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A service of the catalogue, its definition read once.
 *
 * @param name name
 * @param actions what it can be asked
 * @param after services whose hard delete must have ended before its own starts
 * @param tombstoneTopics topics that get a null for the subject
 * @param ackTimeout its own first timeout
 * @param maxAttempts its own number of sendings
 * @param removed removed from the catalogue: asked for open requests only
 */
public record Service(
        String name,
        Set<Action> actions,
        Set<String> after,
        List<TombstoneTopic> tombstoneTopics,
        Optional<Duration> ackTimeout,
        Optional<Integer> maxAttempts,
        boolean removed) {

    public Service {
        actions = Set.copyOf(actions);
        after = Set.copyOf(after);
        tombstoneTopics = List.copyOf(tombstoneTopics);
    }

    /** Reads a valid definition. */
    public static Service of(ServiceDefinition definition, boolean removed) {
        return new Service(
                definition.getName(),
                Set.copyOf(definition.getActions()),
                Set.copyOf(definition.getAfter()),
                definition.getTombstoneTopics(),
                Optional.ofNullable(definition.getAckTimeout()).map(Service::wholeMillis),
                Optional.ofNullable(definition.getMaxAttempts()),
                removed);
    }

    /** A state keeps no less than milliseconds; a timeout stays above zero. */
    private static Duration wholeMillis(String text) {
        return Duration.ofMillis(Math.max(1, Duration.parse(text).toMillis()));
    }

    /** The service that packs exports and deletes their files; always there, defined by Lethe. */
    static Service packager() {
        return new Service(
                RequestState.PACKAGER,
                Set.of(Action.EXPORT, Action.HARD_DELETE, Action.VERIFY),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Whether it can be asked. */
    public boolean can(Action action) {
        return actions.contains(action);
    }

    /** Whether the subject's data in it can be removed for good. */
    public boolean canErase() {
        return can(Action.HARD_DELETE) || !tombstoneTopics.isEmpty();
    }
}
