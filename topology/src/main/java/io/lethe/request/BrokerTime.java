package io.lethe.request;

/**
 * What the brokers' clock shows, which is what decisions go by. A host whose clock is ahead wakes subjects before anything is due, they set the same timer
 * again, and that would go on ten times a second until the brokers' clock is there. So each TimerDue that is read tells how far ahead its host was, since
 * it carries both times; timers then wait that long. It is found anew with each, and so forgotten when the clock is set right.
 */
final class BrokerTime {
    private long ahead;

    /**
     * A TimerDue was read.
     *
     * @param issuedAt the time of the host that appended it: another one's clock says nothing of this one's, but it cannot be ahead by more than the
     *     record's age
     * @param appendedAt the brokers' time at which it was appended
     * @param now this host's time
     */
    void read(long issuedAt, long appendedAt, long now) {
        ahead = Math.max(0, Math.min(issuedAt - appendedAt, now - appendedAt));
    }

    /** The brokers' time when this host's clock shows another. */
    long at(long now) {
        return now - ahead;
    }
}
