package io.lethe.cli.demo;

import io.lethe.cli.console.Progress;

/** Tells the story as it happens. */
public interface Teller {
    /** A line of what was seen. */
    void say(String line);

    /** Begins to show how far something is. */
    Progress progress(String title, long total);
}
