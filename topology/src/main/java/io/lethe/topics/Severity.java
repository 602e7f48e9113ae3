package io.lethe.topics;

/** How bad a difference is. */
enum Severity {
    NONE,
    WARNING,
    FATAL
}
