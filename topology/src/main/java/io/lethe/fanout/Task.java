package io.lethe.fanout;

import org.apache.avro.specific.SpecificRecord;

/**
 * A task and where it goes.
 *
 * @param topic the service's topic
 * @param value ServiceTask or TombstoneTask
 */
public record Task(String topic, SpecificRecord value) {
    /** Says nothing of anybody. */
    @Override
    public String toString() {
        return "Task[" + topic + "]";
    }
}
