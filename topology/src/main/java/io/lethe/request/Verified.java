package io.lethe.request;

import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceChanged;

/** An input that could be read and is within bounds. */
sealed interface Verified {
    /** A command of a subject. */
    record OfSubject(String subjectId, PrivacyCommand command) implements Verified {}

    /** A service's answer. */
    record Answer(String subjectId, ServiceAck ack) implements Verified {}

    /** A change of the catalogue. */
    record Change(ServiceChanged change) implements Verified {}
}
