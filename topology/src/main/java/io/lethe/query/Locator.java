package io.lethe.query;

/** Knows which instance has a partition's stores. */
@FunctionalInterface
public interface Locator {
    /**
     * Returns where the partition's stores can be read at this instance.
     *
     * @throws NotReadableException when they stand at another one, or while nobody knows
     */
    void requireHere(int partition);
}
