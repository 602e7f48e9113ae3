package io.lethe.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.lethe.query.NotReadableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of whatever goes wrong. */
final class ErrorHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandlers.class);

    private ErrorHandlers() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> Exchange.problem(ctx, e));
        routes.exception(
                NotReadableException.class,
                (e, ctx) -> Exchange.problem(ctx, new ProblemException(ProblemCode.UNAVAILABLE, e.getMessage(), e)));
        routes.exception(HttpResponseException.class, ErrorHandlers::known);
        routes.exception(Exception.class, ErrorHandlers::unknown);
    }

    private static void known(HttpResponseException e, Context ctx) {
        switch (e.getStatus()) {
            case 404 ->
                Exchange.problem(
                        ctx, new ProblemException(ProblemCode.UNKNOWN_PATH, "see /openapi.json for what there is"));
            case 405 -> methodNotAllowed(e, ctx);
            case 413 -> Exchange.problem(ctx, new ProblemException(ProblemCode.TOO_LARGE, "the request is too large"));
            default -> {
                if (e.getStatus() < 500) {
                    Exchange.problem(ctx, ProblemException.invalid("request", "the request is not well-formed HTTP"));
                } else {
                    unknown(e, ctx);
                }
            }
        }
    }

    private static void methodNotAllowed(HttpResponseException e, Context ctx) {
        String methods = e.getDetails().getOrDefault("availableMethods", "");
        ctx.header("Allow", methods);
        Exchange.problem(ctx, new ProblemException(ProblemCode.METHOD_NOT_ALLOWED, "allowed: " + methods));
    }

    /** The class and the place alone: messages can carry what a caller sent. */
    private static void unknown(Exception e, Context ctx) {
        StackTraceElement[] trace = e.getStackTrace();
        LOG.error(
                "{} {} failed: {} at {}",
                ctx.method(),
                ctx.endpoint().path,
                e.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        Exchange.problem(ctx, new ProblemException(ProblemCode.INTERNAL_ERROR, "the log says more"));
    }
}
