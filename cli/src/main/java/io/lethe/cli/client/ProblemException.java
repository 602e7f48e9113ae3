package io.lethe.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Lethe refused a call (RFC 9457). The message is for the person at the terminal. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String UNDECIDED =
            "; this is the answer to a repeat, as the first call was not decided in time and may have done it: see the"
                    + " status";

    private final int status;
    private final String code;

    /**
     * A refusal.
     *
     * @param status HTTP status
     * @param problem the problem document; a missing node where the answer was none
     * @param undecided whether the same call had been made before and not been decided in time
     */
    public ProblemException(int status, JsonNode problem, boolean undecided) {
        super(describe(status, problem) + (undecided ? UNDECIDED : ""));
        this.status = status;
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
