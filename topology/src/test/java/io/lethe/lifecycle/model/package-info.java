/**
 * A second reading of docs/lifecycle.md, written apart from the engine and as naively as possible: mutable, one subject, no events. Random
 * histories run both side by side; where they disagree, one of them misreads the rules.
 *
 * <p>Only the engine's data types and enumerations are used here, none of its decisions.
 */
package io.lethe.lifecycle.model;
