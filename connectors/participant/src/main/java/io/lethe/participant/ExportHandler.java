package io.lethe.participant;

/** Hands out a subject's data for an export. */
@FunctionalInterface
public interface ExportHandler {
    /**
     * Writes what the service holds of the subject into data sets and answers: {@link Export#done} for what was written,
     * or {@link Ack#exempt} and the like. Soft-deleted data is still the subject's and belongs to it. It may run several
     * times, and each run begins anew; whatever a run before wrote is replaced.
     *
     * @throws Exception when it did not work; it is tried again, and then the task is answered as failed with the class of
     *     this exception
     */
    Ack handle(Export export) throws Exception;
}
