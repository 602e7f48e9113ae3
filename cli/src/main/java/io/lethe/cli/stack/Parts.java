package io.lethe.cli.stack;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, closed in the reverse order, once, by whichever thread comes first: the main one or that of a signal. */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    private final Deque<Part> parts = new ArrayDeque<>();
    private volatile boolean closed;

    /**
     * Takes charge of a part.
     *
     * @param name what it is called when it cannot be closed
     * @throws StackException when everything was closed meanwhile; the part is closed too
     */
    <T extends AutoCloseable> T add(String name, T part) {
        synchronized (this) {
            if (!closed) {
                parts.push(new Part(name, part));
                return part;
            }
        }
        close(new Part(name, part));
        throw new StackException("Stopped while starting");
    }

    /** Closes one part before the others. */
    synchronized void close(AutoCloseable part) {
        parts.stream().filter(p -> p.closeable() == part).findFirst().ifPresent(found -> {
            parts.remove(found);
            close(found);
        });
    }

    /** Takes no more parts: what is being started is closed when it is ready. */
    synchronized void refuseMore() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** A second caller waits until the first is done. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!parts.isEmpty()) {
            close(parts.pop());
        }
    }

    private static void close(Part part) {
        try {
            part.closeable().close();
        } catch (Exception e) {
            // The others must be closed all the same.
            LOG.warn("{} could not be closed cleanly: {}", part.name(), e.getMessage(), e);
        }
    }

    private record Part(String name, AutoCloseable closeable) {}
}
