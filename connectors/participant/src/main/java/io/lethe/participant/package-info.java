/**
 * How a Java service takes part in Lethe. {@link io.lethe.participant.Participant} reads the service's tasks, runs the
 * handler of the task's action and answers; {@code io.lethe.participant.testkit} tries the handlers without a broker.
 */
package io.lethe.participant;
