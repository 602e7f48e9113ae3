package io.lethe.lifecycle.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often what was met: histories that never come to a place prove nothing about it. Safe for threads. */
final class Coverage {
    /** What is counted. */
    enum Of {
        EVENT,
        TRANSITION,
        REFUSAL,
        IGNORED,
        FAILURE,
        OUTCOME,
        WAIT,
        DRAW,
        RULE
    }

    private final Map<Of, Map<String, LongAdder>> counts = new ConcurrentHashMap<>();

    Coverage() {
        List.of(Of.values()).forEach(of -> counts.put(of, new ConcurrentSkipListMap<>()));
    }

    void met(Of of, String what) {
        counts.get(of).computeIfAbsent(what, w -> new LongAdder()).increment();
    }

    /** A property was weighed; it fails here where it does not hold. */
    void check(Rule rule, boolean holds, Object... what) {
        met(Of.RULE, rule.name());
        if (!holds) {
            throw new BrokenRule(rule, what);
        }
    }

    Set<String> met(Of of) {
        return new TreeSet<>(counts.get(of).keySet());
    }

    /** A line for each kind. */
    @Override
    public String toString() {
        return List.of(Of.values()).stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Of of) {
        return counts.get(of).entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", ", "  " + of + ": ", ""));
    }
}
