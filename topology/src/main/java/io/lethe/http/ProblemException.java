package io.lethe.http;

import java.util.List;
import java.util.Map;

/** Ends the handling of a request with a problem. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final String field;
    private final String requestId;
    private final transient List<String> allowed;

    private ProblemException(
            ProblemCode code, String detail, String field, String requestId, List<String> allowed, Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.field = field;
        this.requestId = requestId;
        this.allowed = List.copyOf(allowed);
    }

    ProblemException(ProblemCode code, String detail) {
        this(code, detail, null, null, List.of(), null);
    }

    ProblemException(ProblemCode code, String detail, Throwable cause) {
        this(code, detail, null, null, List.of(), cause);
    }

    /** A field, parameter or header that cannot be taken. */
    static ProblemException invalid(String field, String detail) {
        return new ProblemException(ProblemCode.INVALID_FIELD, detail).in(field);
    }

    /** The same, in a field. */
    ProblemException in(String where) {
        return new ProblemException(code, getMessage(), where, requestId, allowed, getCause());
    }

    /** The same, about a request. */
    ProblemException about(String id, List<String> allows) {
        return new ProblemException(code, getMessage(), field, id, allows, getCause());
    }

    ProblemCode code() {
        return code;
    }

    Problem problem() {
        return new Problem(
                code.type(), code.title(), code.status(), getMessage(), code.name(), field, allowed, requestId);
    }

    /** Headers that the status asks for. */
    Map<String, String> headers() {
        return code.status() == 503 ? Map.of("Retry-After", "1") : Map.of();
    }
}
