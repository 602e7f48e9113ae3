package io.lethe.lifecycle;

import java.time.Duration;
import java.util.Optional;

/** The usual settings with some of them changed. */
final class Policies {
    private static final Policy USUAL = Policy.defaults();
    private Duration grace = USUAL.gracePeriod();
    private Optional<Duration> verifyAfter = USUAL.verifyAfter();
    private boolean approval = USUAL.approvalRequired();
    private Duration kept = USUAL.exportRetention();
    private int maxAttempts = USUAL.maxAttempts();
    private int maxOpen = USUAL.maxOpen();

    static Policies defaults() {
        return new Policies();
    }

    /** Neither grace nor verification: an erasure is the hard delete alone. */
    static Policy bare() {
        return defaults().grace(Duration.ZERO).unverified().policy();
    }

    Policies grace(Duration time) {
        grace = time;
        return this;
    }

    Policies unverified() {
        verifyAfter = Optional.empty();
        return this;
    }

    Policies approved() {
        approval = true;
        return this;
    }

    Policies kept(Duration retention) {
        kept = retention;
        return this;
    }

    Policies attempts(int most) {
        maxAttempts = most;
        return this;
    }

    Policies open(int most) {
        maxOpen = most;
        return this;
    }

    Policy policy() {
        return new Policy(
                grace,
                USUAL.maxGracePeriod(),
                verifyAfter,
                approval,
                USUAL.downloadWindow(),
                kept,
                USUAL.exportWarning(),
                USUAL.ackTimeout(),
                maxAttempts,
                USUAL.forgetAfter(),
                USUAL.summaryRetention(),
                USUAL.deadlineOther(),
                USUAL.deadlineWarnings(),
                maxOpen);
    }
}
