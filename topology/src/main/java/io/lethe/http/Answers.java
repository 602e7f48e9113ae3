package io.lethe.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/** What calls answer with when they succeed. */
final class Answers {
    private Answers() {}

    /** A request was taken, or something was done with it; {@code dueAt} only where it was taken. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Accepted(String requestId, RequestStatus status, String statusUrl, Instant dueAt) {}

    /** A hold was placed or released; {@code alreadyDispatched}: services that were told to erase before. */
    record HoldAnswer(String holdId, List<String> alreadyDispatched) {}

    /** A page of a list; {@code nextCursor} null: the last. */
    record Page<T>(List<T> items, String nextCursor) {
        Page {
            items = List.copyOf(items);
        }
    }
}
