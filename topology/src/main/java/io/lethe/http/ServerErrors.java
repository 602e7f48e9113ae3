package io.lethe.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server refuses before any route sees it (malformed requests, paths that mean two things) is a problem too, and repeats nothing of the request. */
final class ServerErrors extends ErrorHandler {
    private static final int URI_TOO_LONG = 414;
    private static final int FIELDS_TOO_LARGE = 431;

    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback) {
        response.write(true, headed(code, response.getHeaders()), callback);
    }

    private static ByteBuffer headed(int status, HttpFields.Mutable fields) {
        Exchange.SECURITY.forEach(fields::put);
        fields.put("Content-Type", Problem.MEDIA_TYPE);
        return ByteBuffer.wrap(Json.write(problem(status)));
    }

    private static Problem problem(int status) {
        ProblemCode code = code(status);
        String detail = status < 500 ? "the request is not HTTP that this server takes" : "the log says more";
        String field = code == ProblemCode.INTERNAL_ERROR ? null : "request";
        return new Problem(code.type(), code.title(), status, detail, code.name(), field, List.of(), null);
    }

    private static ProblemCode code(int status) {
        return switch (status) {
            case 413, URI_TOO_LONG, FIELDS_TOO_LARGE -> ProblemCode.TOO_LARGE;
            case 404 -> ProblemCode.UNKNOWN_PATH;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> status < 500 ? ProblemCode.INVALID_FIELD : ProblemCode.INTERNAL_ERROR;
        };
    }
}
