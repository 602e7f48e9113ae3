package io.lethe.participant;

import io.lethe.schemas.ServiceTask;

/**
 * A task that was read.
 *
 * @param task what the handler sees of it
 * @param contract the record itself, with what the acknowledgement copies
 */
record Received(Task task, ServiceTask contract) {
    @Override
    public String toString() {
        return task.toString();
    }
}
