package io.lethe.lifecycle.model;

import java.util.Set;
import java.util.TreeSet;

/** What one input brought to light, in words that the engine's events can be put into too. */
public final class Seen {
    /** {@code request/service/ACTION/round/attempt}, with {@code !} for the weekly resend of a failed step. */
    public final Set<String> tasks = new TreeSet<>();
    /** {@code request:OUTCOME}. */
    public final Set<String> completed = new TreeSet<>();
    /** {@code request:CODE}; {@code -} where there is no request. */
    public final Set<String> refused = new TreeSet<>();
    /** {@code request:what}: approaching, missed, failed, resumed. */
    public final Set<String> told = new TreeSet<>();

    public boolean isEmpty() {
        return tasks.isEmpty() && completed.isEmpty() && refused.isEmpty() && told.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seen o
                && tasks.equals(o.tasks)
                && completed.equals(o.completed)
                && refused.equals(o.refused)
                && told.equals(o.told);
    }

    @Override
    public int hashCode() {
        return tasks.hashCode();
    }

    @Override
    public String toString() {
        return "tasks " + tasks + " completed " + completed + " refused " + refused + " told " + told;
    }
}
