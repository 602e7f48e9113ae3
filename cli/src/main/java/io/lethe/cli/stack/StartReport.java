package io.lethe.cli.stack;

import java.time.Duration;

/** Is told how the start of a stack goes. */
public interface StartReport {
    /**
     * One part is ready.
     *
     * @param part what it is, a word or two
     * @param where its address
     * @param took how long its start took
     */
    void ready(String part, String where, Duration took);

    /** So much of the sample data is loaded, of so much; from several threads. */
    void loading(long done, long total);
}
