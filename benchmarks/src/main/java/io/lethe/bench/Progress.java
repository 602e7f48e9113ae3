package io.lethe.bench;

/** Hears what is being measured, for people. */
@FunctionalInterface
public interface Progress {
    /** One line. */
    void say(String line);
}
