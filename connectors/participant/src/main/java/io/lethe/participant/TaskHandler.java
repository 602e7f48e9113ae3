package io.lethe.participant;

/** Carries out one action on a subject's data. */
@FunctionalInterface
public interface TaskHandler {
    /**
     * Does what the task says and answers once the effect is durable. The same task may come several times, also while
     * an earlier run of it has taken effect already: running it again must leave the store as one run does.
     *
     * @throws Exception when it did not work; the handler is tried again, and then the task is answered as failed with
     *     the class of this exception
     */
    Ack handle(Task task) throws Exception;
}
