package io.lethe.notifier;

import io.lethe.schemas.Notification;

/** A way to tell somebody something. Used by one thread. */
interface Channel {
    /** How it went, where there is nothing to try again. */
    enum Result {
        /** It was taken. */
        SENT,
        /** Nobody knows where to send it. */
        NO_ADDRESS
    }

    /**
     * Sends one notification.
     *
     * @throws io.lethe.poison.PoisonException if it will never be taken
     * @throws DeferredException if this one is not taken for now, though others may be
     * @throws UnreachableException if none is taken for now
     */
    Result send(Notification notification);
}
