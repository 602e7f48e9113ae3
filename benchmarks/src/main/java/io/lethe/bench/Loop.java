package io.lethe.bench;

import java.util.concurrent.atomic.AtomicReference;

/** A thread that does the same again and again until it is closed or fails. */
abstract class Loop implements AutoCloseable {
    private final Thread thread;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean closing;

    Loop(String name) {
        thread = new Thread(this::run, "bench-" + name);
        thread.setDaemon(true);
    }

    /** Starts it; once. */
    final void start() {
        thread.start();
    }

    /** One turn, a few milliseconds of it. */
    abstract void turn() throws Exception;

    /** Gives up what it holds; called by its own thread. */
    abstract void end() throws Exception;

    private void run() {
        try {
            while (!closing) {
                turn();
            }
        } catch (Exception e) {
            failure.set(e);
        }
        try {
            end();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Its thread's. */
    final String name() {
        return thread.getName();
    }

    /** Throws what ended it, if something did. */
    final void check() {
        if (failure.get() != null) {
            throw new IllegalStateException(name() + " failed: " + failure.get(), failure.get());
        }
    }

    @Override
    public final void close() throws InterruptedException {
        closing = true;
        thread.join();
        check();
    }
}
