package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Input;
import io.lethe.schemas.ServiceDefinition;
import java.time.Instant;

/**
 * What a step does: an input, or a change of the catalogue, or a crash.
 *
 * @param at time of its record
 * @param input for the decider; null where there is none
 * @param defined a service's new definition; null: none
 * @param removed name of a service that goes; null: none
 * @param crash the state is thrown away and folded again from the log
 * @param noise an answer that must not change anything, whatever it meets
 */
record Stimulus(Instant at, Input input, ServiceDefinition defined, String removed, boolean crash, boolean noise) {

    static Stimulus of(Instant at, Input input) {
        return new Stimulus(at, input, null, null, false, false);
    }

    static Stimulus noise(Instant at, Input input) {
        return new Stimulus(at, input, null, null, false, true);
    }

    static Stimulus defining(Instant at, ServiceDefinition definition) {
        return new Stimulus(at, null, definition, null, false, false);
    }

    static Stimulus removing(Instant at, String name) {
        return new Stimulus(at, null, null, name, false, false);
    }

    static Stimulus crash(Instant at) {
        return new Stimulus(at, null, null, null, true, false);
    }

    private static String brief(ServiceDefinition d) {
        String nulls = d.getTombstoneTopics().isEmpty() ? "" : " with tombstones";
        return d.getName() + " " + d.getActions() + " after " + d.getAfter() + nulls + " max " + d.getMaxAttempts();
    }

    @Override
    public String toString() {
        if (crash) {
            return at + " crash";
        }
        if (input == null) {
            return at + (defined == null ? " remove " + removed : " define " + brief(defined));
        }
        if (input instanceof Input.Command c) {
            String kind = c.command().getCommand().getClass().getSimpleName();
            return at + " " + c.actor() + " " + kind + " " + c.command().getCommand() + " " + c.known();
        }
        return at + " " + input;
    }
}
