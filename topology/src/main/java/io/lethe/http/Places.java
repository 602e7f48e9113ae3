package io.lethe.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many callers at once, and no more: for answers that hold a thread until their caller has read them. */
final class Places {
    private final Semaphore free;
    private final String taken;

    /**
     * Places that are all free.
     *
     * @param most how many
     * @param taken what a caller is told when there is none
     */
    Places(int most, String taken) {
        this.free = new Semaphore(most);
        this.taken = taken;
    }

    /** Takes a place; refuses the caller with UNAVAILABLE when there is none. */
    Held take() {
        if (!free.tryAcquire()) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, taken);
        }
        return new Held(free);
    }

    /** A place that is taken. It is given back once, however often it is closed. */
    static final class Held implements AutoCloseable {
        private final Semaphore free;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Held(Semaphore free) {
            this.free = free;
        }

        @Override
        public void close() {
            if (held.getAndSet(false)) {
                free.release();
            }
        }
    }
}
