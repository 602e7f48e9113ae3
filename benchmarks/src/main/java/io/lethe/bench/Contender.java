package io.lethe.bench;

/** Something that does the work, started and ready. */
interface Contender extends AutoCloseable {
    /** Name in the report. */
    String name();

    /**
     * Does the work and checks that all of it was done, once.
     *
     * @throws IllegalStateException if something is missing or was done twice
     */
    Sample run(Work work) throws Exception;

    @Override
    void close() throws Exception;
}
