package io.lethe.audit;

import io.lethe.lifecycle.Event;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How one record type is written as names and texts. A component that is a record itself is written in the same map, under its own components' names. */
final class EventForm {
    static final String REQUEST_ID = "requestId";
    static final String SERVICE = "service";

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Part[] parts;
    /** Those that go into details: the request's id has a place of its own in every entry. */
    private final Part[] detailed;

    /** One component: how it is read, and how its value is written as a text, or the form of the record it is. */
    private record Part(
            String name,
            String hashName,
            MethodHandle accessor,
            boolean freeText,
            boolean named,
            DetailType detail,
            EventForm nested) {}

    EventForm(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.parts = Arrays.stream(components).map(EventForm::part).toArray(Part[]::new);
        this.detailed = Arrays.stream(parts)
                .filter(part -> !part.name.equals(REQUEST_ID))
                .toArray(Part[]::new);
        this.constructor = constructor(type, components);
    }

    private static Part part(RecordComponent component) {
        boolean isRecord = component.getType().isRecord();
        return new Part(
                component.getName(),
                component.getName() + "Hash",
                accessor(component),
                component.isAnnotationPresent(Event.FreeText.class),
                component.isAnnotationPresent(Event.Named.class),
                isRecord ? null : DetailType.of(component.getGenericType()),
                isRecord ? new EventForm(component.getType()) : null);
    }

    /** A handle and no reflective call: it is taken for each component of each event that is written. */
    private static MethodHandle accessor(RecordComponent component) {
        Method method = component.getAccessor();
        method.setAccessible(true);
        try {
            return MethodHandles.lookup().unreflect(method).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " was made accessible", e);
        }
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> found = type.getDeclaredConstructor(types);
            found.setAccessible(true);
            return found;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is a record and has a canonical constructor", e);
        }
    }

    Map<String, String> details(Object value, Words words) {
        Map<String, String> details = new HashMap<>();
        write(value, words, details);
        return details;
    }

    private void write(Object value, Words words, Map<String, String> details) {
        for (Part part : detailed) {
            Object component = read(part, value);
            if (component == null) {
                continue;
            }
            if (part.nested != null) {
                part.nested.write(component, words, details);
            } else if (part.freeText) {
                details.put(part.hashName, words.hash((String) component));
            } else {
                details.put(part.name, part.detail.write(part.named ? words.named(component) : component));
            }
        }
    }

    Event event(Map<String, String> details) {
        return (Event) build(details);
    }

    private Object build(Map<String, String> details) {
        Object[] arguments = Arrays.stream(parts).map(p -> argument(p, details)).toArray();
        try {
            return constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("an audit entry does not make a " + type.getSimpleName(), e);
        }
    }

    private static Object argument(Part part, Map<String, String> details) {
        if (part.nested != null) {
            return part.nested.isIn(details) ? part.nested.build(details) : null;
        }
        String text = part.freeText ? null : details.get(part.name);
        return text == null ? part.detail.absent() : part.detail.read(text);
    }

    /** Whether a nested record was there: its second component (the first is the request's id, which is always there) is never null. */
    private boolean isIn(Map<String, String> details) {
        return details.containsKey(parts[1].name);
    }

    private Object read(Part part, Object value) {
        try {
            return (Object) part.accessor.invokeExact(value);
        } catch (Throwable e) {
            throw new IllegalStateException(type.getSimpleName() + "." + part.name + " cannot be read", e);
        }
    }
}
