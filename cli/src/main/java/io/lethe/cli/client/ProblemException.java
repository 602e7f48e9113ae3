package io.lethe.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lethe refused a call (RFC 9457). The message is for the person at the terminal. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final boolean mayBeDone;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param problem the problem document; a missing node where the answer was none
     * @param mayBeDone whether what was asked for may have been done all the same
     */
    public ProblemException(int status, JsonNode problem, boolean mayBeDone) {
        super(describe(status, problem));
        this.status = status;
        this.mayBeDone = mayBeDone;
        this.code = problem.path("code").asText();
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Lethe's code, for example UNKNOWN_REQUEST; empty where the answer did not come from Lethe. */
    public String code() {
        return code;
    }

    /** Whether what was asked for may have been done, or be done yet. */
    public boolean mayBeDone() {
        return mayBeDone;
    }

    private static String describe(int status, JsonNode problem) {
        if (!problem.hasNonNull("code")) {
            return "HTTP " + status + " from a server that does not answer like Lethe: is the URL right?";
        }
        return problem.path("code").asText() + " (HTTP " + status + ")"
                + part(": ", problem.path("detail"))
                + part("; field ", problem.path("field"))
                + allowed(problem.path("allowed"));
    }

    private static String part(String before, JsonNode value) {
        return value.isTextual() ? before + value.asText() : "";
    }

    private static String allowed(JsonNode allowed) {
        if (allowed.isEmpty()) {
            return "";
        }
        var names = StreamSupport.stream(allowed.spliterator(), false).map(JsonNode::asText);
        return "; allowed now: " + names.collect(Collectors.joining(", "));
    }
}
