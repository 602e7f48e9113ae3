package io.lethe.participant;

/**
 * What a participant did since it started.
 *
 * @param answered records whose answer, an acknowledgement or a dead letter, Kafka has
 * @param repeated of the answers, those that were given from memory because the task came again
 * @param handlerFailures runs of a handler that threw, each try counted
 * @param poison records that could not be read as a task and were set aside
 */
public record ParticipantStats(long answered, long repeated, long handlerFailures, long poison) {}
