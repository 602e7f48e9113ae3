package io.lethe.lifecycle;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

/**
 * Something that was decided. Each event is one entry of the audit log under its record's name; all its components but free text are written
 * there, so that folding the log rebuilds the state; what callers named may stand there under another name, always the same.
 */
public sealed interface Event permits RequestEvent, StepEvent, SubjectEvent {

    /** A component that holds a person's words: the audit log gets a keyed hash of it. */
    @Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface FreeText {}

    /**
     * A component that holds names which callers gave, alone or as {@code KIND:name}: where one has the subject's id in it, the audit log gets a
     * keyed hash of it.
     */
    @Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Named {}

    /** The request it belongs to; null for events of the subject. */
    String requestId();

    /** The state after it. */
    SubjectState apply(SubjectState state, Instant at);

    /** Its name in the audit log and in histories. */
    default String name() {
        return getClass().getSimpleName();
    }
}
