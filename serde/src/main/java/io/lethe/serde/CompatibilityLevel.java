package io.lethe.serde;

/** How later versions of a subject's schema must relate to earlier ones, as schema registries name it. */
public enum CompatibilityLevel {
    NONE,
    BACKWARD,
    BACKWARD_TRANSITIVE,
    FORWARD,
    FORWARD_TRANSITIVE,
    FULL,
    FULL_TRANSITIVE
}
