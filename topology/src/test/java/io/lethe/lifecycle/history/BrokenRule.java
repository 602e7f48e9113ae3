package io.lethe.lifecycle.history;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule did not hold. */
final class BrokenRule extends AssertionError {
    private static final long serialVersionUID = 1;
    private final Rule rule;

    BrokenRule(Rule rule, Object... what) {
        super(rule + ": " + Stream.of(what).map(String::valueOf).collect(Collectors.joining(" ")));
        this.rule = rule;
    }

    BrokenRule(Rule rule, Throwable cause) {
        super(rule + ": " + cause, cause);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
