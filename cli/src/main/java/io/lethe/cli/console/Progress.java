package io.lethe.cli.console;

import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far something is: a moving bar at a terminal, else a line at each quarter. Safe for several threads. */
public final class Progress implements AutoCloseable {
    /** Set by the launcher, which can tell; before Java 22 the JVM cannot ask about standard error. */
    private static final String TERMINAL = "io.lethe.terminal";

    private static final int UPDATE_MS = 200;
    private static final int QUARTERS = 4;

    private final String title;
    private final PrintWriter lines;
    private final ProgressBar bar;
    private long total;
    private long done;
    private long quartersShown;

    private Progress(String title, long total, PrintWriter lines, ProgressBar bar) {
        this.title = title;
        this.total = total;
        this.lines = lines;
        this.bar = bar;
    }

    /**
     * Begins to show.
     *
     * @param title what is going on
     * @param total how much there is to do
     * @param out where lines go when there is no terminal
     */
    public static Progress begin(String title, long total, PrintWriter out) {
        return new Progress(title, total, out, Boolean.getBoolean(TERMINAL) ? bar(title, total) : null);
    }

    /** So much is done by now, of so much. */
    public synchronized void show(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        if (bar != null) {
            bar.maxHint(nowTotal).stepTo(nowDone);
        } else {
            showQuarter();
        }
    }

    /** Ends the display where it stands. */
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private void showQuarter() {
        long quarters = total == 0 ? QUARTERS : QUARTERS * done / total;
        if (quarters > quartersShown) {
            quartersShown = quarters;
            lines.println("  " + title + ": " + done + " of " + total);
            lines.flush();
        }
    }

    /** It writes to standard error, where everything stands that is not the result. */
    private static ProgressBar bar(String title, long total) {
        return new ProgressBarBuilder()
                .setTaskName("  " + title)
                .setInitialMax(total)
                .setUpdateIntervalMillis(UPDATE_MS)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }
}
