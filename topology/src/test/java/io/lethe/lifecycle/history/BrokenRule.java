package io.lethe.lifecycle.history;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule did not hold. */
final class BrokenRule extends AssertionError {
    private static final long serialVersionUID = 1;
    private final String rule;

    BrokenRule(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    BrokenRule(String rule, Throwable cause) {
        super(rule + ": " + cause, cause);
        this.rule = rule;
    }

    String rule() {
        return rule;
    }

    /** Words are made of {@code what} only where a rule is broken: most never are. */
    static void unless(boolean holds, String rule, Object... what) {
        if (!holds) {
            throw new BrokenRule(rule, Stream.of(what).map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }
}
