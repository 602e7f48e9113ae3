package io.lethe.audit;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent;
import io.lethe.lifecycle.StepEvent;
import io.lethe.lifecycle.SubjectEvent;
import io.lethe.schemas.AuditEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Events as audit entries and back: what can be read off an event's record is written under its components' names, so an event that gets a
 * component needs no code here. Free text becomes a keyed hash and reads back as null.
 */
public final class EventCodec {
    private static final Map<String, EventForm> FORMS = new HashMap<>();

    static {
        Stream.of(RequestEvent.class, StepEvent.class, SubjectEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .forEach(type -> FORMS.put(type.getSimpleName(), new EventForm(type)));
    }

    private EventCodec() {}

    /** Names of all events. */
    public static Set<String> names() {
        return Set.copyOf(FORMS.keySet());
    }

    /**
     * An event's entry.
     *
     * @param words says what people's words are written as
     */
    static AuditEntry entry(
            Event event, int partition, long sequence, Instant at, String subject, String actor, Words words) {
        EventForm form = FORMS.get(event.name());
        Map<String, String> details = form.details(event, words);
        return new AuditEntry(
                partition,
                sequence,
                at,
                event.name(),
                event.requestId(),
                subject,
                actor,
                details.remove(EventForm.SERVICE),
                details);
    }

    /**
     * The event that an entry stands for, free text null.
     *
     * @throws IllegalArgumentException if this release has no such event
     */
    public static Event event(AuditEntry entry) {
        EventForm form = FORMS.get(entry.getEvent());
        if (form == null) {
            throw new IllegalArgumentException(
                    "entry " + entry.getPartition() + "/" + entry.getSequence() + " is a " + entry.getEvent()
                            + ", which this release does not know: read it with the release that wrote it, or a later one");
        }
        Map<String, String> details = new HashMap<>(entry.getDetails());
        if (entry.getRequestId() != null) {
            details.put(EventForm.REQUEST_ID, entry.getRequestId());
        }
        if (entry.getService() != null) {
            details.put(EventForm.SERVICE, entry.getService());
        }
        return form.event(details);
    }
}
