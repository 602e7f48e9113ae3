package io.lethe.cli.stack;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells a child process when its parent has let go: the parent holds the other end of this child's standard input, and the system closes it however the parent
 * ends, a SIGKILL included.
 */
final class Lifeline {
    private final CountDownLatch cut = new CountDownLatch(1);

    private Lifeline() {}

    /** Watches from a thread of its own and runs {@code onCut} there once. */
    static Lifeline watch(InputStream input, Runnable onCut) {
        var lifeline = new Lifeline();
        var thread = new Thread(() -> lifeline.watchUntilEnd(input, onCut), "lifeline");
        thread.setDaemon(true);
        thread.start();
        return lifeline;
    }

    /** Waits until the parent has let go, at most this long. */
    boolean awaitCut(Duration patience) {
        try {
            return cut.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void watchUntilEnd(InputStream input, Runnable onCut) {
        try {
            while (input.read() >= 0) {
                // The parent writes nothing; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        cut.countDown();
        onCut.run();
    }
}
