package io.lethe.lifecycle.history;

import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Definitions that an activator would let pass. */
final class Services {
    static final List<String> NAMES = List.of("accounts", "billing", "crm", "docs", "events", "files");

    private Services() {}

    /** The usual one of a name: together they show every kind of service. */
    static ServiceDefinition usual(String name) {
        return switch (name) {
            case "accounts" -> define(name, List.of(), false, soft(Action.VERIFY, Action.EXPORT));
            case "billing" -> define(name, List.of("accounts"), false, List.of(Action.HARD_DELETE, Action.EXPORT));
            case "crm" -> define(name, List.of(), true, List.of());
            case "docs" -> define(name, List.of("billing", "crm"), true, soft(Action.VERIFY));
            case "events" -> define(name, List.of(), false, List.of(Action.HARD_DELETE, Action.VERIFY));
            default -> define(name, List.of(), false, List.of(Action.EXPORT));
        };
    }

    private static List<Action> soft(Action... more) {
        List<Action> actions = new ArrayList<>(List.of(Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE));
        actions.addAll(List.of(more));
        return actions;
    }

    /** Anything legal; {@code after} names only earlier services, so there is no cycle. */
    static ServiceDefinition any(String name, SplittableRandom random) {
        List<Action> actions = new ArrayList<>();
        boolean hard = random.nextInt(4) > 0;
        if (random.nextBoolean()) {
            actions.addAll(List.of(Action.SOFT_DELETE, Action.RESTORE));
        }
        if (hard) {
            actions.add(Action.HARD_DELETE);
        }
        if (hard && random.nextBoolean()) {
            actions.add(Action.VERIFY);
        }
        if (random.nextBoolean()) {
            actions.add(Action.EXPORT);
        }
        boolean nulls = actions.isEmpty() || random.nextInt(3) == 0;
        List<String> after = NAMES.stream()
                .filter(n -> n.compareTo(name) < 0 && random.nextInt(5) == 0)
                .toList();
        Integer attempts = random.nextInt(3) > 0 ? null : Integer.valueOf(1 + random.nextInt(4));
        return define(name, after, nulls, actions, attempts);
    }

    private static ServiceDefinition define(String name, List<String> after, boolean nulls, List<Action> actions) {
        return define(name, after, nulls, actions, null);
    }

    private static ServiceDefinition define(
            String name, List<String> after, boolean nulls, List<Action> actions, Integer attempts) {
        TombstoneTopic topic = TombstoneTopic.newBuilder()
                .setTopic(name + ".v1")
                .setKeyFormat(KeyFormat.STRING)
                .build();
        return ServiceDefinition.newBuilder()
                .setName(name)
                .setActions(actions)
                .setAfter(after)
                .setTombstoneTopics(nulls ? List.of(topic) : List.of())
                .setAckTimeout(attempts == null ? null : "PT2H")
                .setMaxAttempts(attempts)
                .build();
    }
}
