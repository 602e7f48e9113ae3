package io.lethe.cli.samples;

/** Told how far loading is, from several threads. */
@FunctionalInterface
public interface LoadProgress {
    /** {@code done} of {@code total} steps of filling this service's store are through. */
    void update(String service, long done, long total);
}
