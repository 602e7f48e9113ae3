/**
 * The life of a privacy request, as pure functions: {@link io.lethe.lifecycle.Decider#decide decide} turns a state and an input into events,
 * {@link io.lethe.lifecycle.Evolver#evolve evolve} turns a state and an event into the next state.
 *
 * <p>Nothing here knows Kafka, a clock or a random source: time, ids and checks of tokens come in as arguments, so the same inputs always give
 * the same events. The contract's generated Avro enums are used as they are.
 */
package io.lethe.lifecycle;
