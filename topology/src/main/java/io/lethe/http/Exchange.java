package io.lethe.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** What each call reads and writes in the same way. */
final class Exchange {
    static final int MAX_BODY = 64 * 1024;
    private static final String JSON = "application/json";
    /** Nothing here is for a browser to run, frame, sniff or keep. */
    static final Map<String, String> SECURITY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Cache-Control", "no-store",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private Exchange() {}

    static void secure(Context ctx) {
        SECURITY.forEach(ctx::header);
    }

    /** The body as a record; no body at all reads as an empty object. */
    static <T> T body(Context ctx, Class<T> type) {
        byte[] body = bytes(ctx);
        String mediaType = ctx.contentType();
        boolean none = body.length == 0 && mediaType == null;
        if (!none && !isJson(mediaType)) {
            throw new ProblemException(
                            ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                            "the body must come with Content-Type: application/json")
                    .in("Content-Type");
        }
        return Json.read(body, type);
    }

    private static boolean isJson(String mediaType) {
        return mediaType != null
                && mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private static byte[] bytes(Context ctx) {
        try {
            byte[] body = ctx.bodyInputStream().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new ProblemException(ProblemCode.TOO_LARGE, "the body must have at most 64 KiB").in("body");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException("the body could not be read", e);
        }
    }

    static void json(Context ctx, int status, Object value) {
        ctx.status(status).contentType(JSON).result(Json.write(value));
    }

    static void problem(Context ctx, ProblemException e) {
        e.headers().forEach(ctx::header);
        ctx.status(e.code().status()).contentType(Problem.MEDIA_TYPE).result(Json.write(e.problem()));
    }
}
