/**
 * Seeded random histories of one subject: commands, answers, changes of the catalogue, clock jumps, timers and crashes. After every step the
 * named rules of docs/lifecycle.md are checked and the engine is compared with the naive model.
 *
 * <p>A step draws from its own seed and from the world it meets, so that a history stays valid when steps are left out: that is how a failing one
 * is made small.
 */
package io.lethe.lifecycle.history;
