package io.lethe.lifecycle;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Events and reasons in a few words: the name, the request, then names and codes in the order of the record. */
final class Brief {
    private static final Set<String> NAMES = Set.of("service", "holdId", "with", "behind", "ref");

    private Brief() {}

    /** For example {@code TaskIssued e accounts HARD_DELETE}. */
    static String of(Event event) {
        List<String> words = new ArrayList<>();
        words.add(event.name());
        if (event.requestId() != null) {
            words.add(event.requestId());
        }
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            Object value = value(component, event);
            boolean says = value instanceof Enum<?> || NAMES.contains(component.getName());
            if (says && value != null && !component.getName().equals("type")) {
                words.add(value.toString());
            }
        }
        return String.join(" ", words);
    }

    /** For example {@code SERVICE:accounts 2027-03-01T09:10:00Z}. */
    static String of(WaitReason reason) {
        String what = reason.ref() == null ? reason.kind().name() : reason.kind() + ":" + reason.ref();
        return what + (reason.until() == null ? "" : " " + reason.until());
    }

    private static Object value(RecordComponent component, Event event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(event.toString(), e);
        }
    }
}
