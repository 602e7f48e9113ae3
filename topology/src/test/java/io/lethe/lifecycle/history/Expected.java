package io.lethe.lifecycle.history;

import static java.util.stream.Collectors.toCollection;

import io.lethe.lifecycle.Diagram;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.StepEvent.AckIgnored;
import io.lethe.lifecycle.StepEvent.StepFailed;
import io.lethe.lifecycle.SubjectEvent.ServiceDefined;
import io.lethe.lifecycle.SubjectEvent.ServiceRemoved;
import io.lethe.lifecycle.WaitReason;
import io.lethe.lifecycle.history.Coverage.Of;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestType;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that histories have to meet, read off the code and docs/lifecycle.md: what is added there is missed here until it is drawn. */
final class Expected {
    private Expected() {}

    static Set<String> of(Of of) {
        return switch (of) {
            case EVENT -> names(records(Event.class).filter(Expected::isDecided).map(Class::getSimpleName));
            case TRANSITION -> Diagram.read().edges();
            case REFUSAL -> names(Stream.of(RefusalCode.values()));
            case IGNORED -> names(Stream.of(AckIgnored.Kind.values()));
            case FAILURE -> names(Stream.of(StepFailed.FailureCode.values()));
            case OUTCOME -> outcomes();
            case WAIT -> names(Stream.of(WaitReason.Kind.values()));
            case DRAW -> new TreeSet<>(Draws.KINDS);
            case RULE -> rules();
        };
    }

    /** The catalogue's events are the shell's. */
    private static boolean isDecided(Class<?> event) {
        return event != ServiceDefined.class && event != ServiceRemoved.class;
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(Expected::records);
    }

    private static Set<String> outcomes() {
        return Stream.of(RequestType.ERASURE, RequestType.EXPORT)
                .flatMap(t -> Stream.of(Outcome.values())
                        .filter(o -> o != Outcome.UNKNOWN)
                        .map(o -> t + " " + o))
                .collect(toCollection(TreeSet::new));
    }

    /** Those that are weighed anew each time; the model is compared at every step. */
    private static Set<String> rules() {
        return names(EnumSet.complementOf(EnumSet.of(Rule.MODEL, Rule.NO_EXCEPTION)).stream());
    }

    private static Set<String> names(Stream<?> of) {
        return of.map(o -> o instanceof Enum<?> e ? e.name() : o.toString()).collect(toCollection(TreeSet::new));
    }
}
