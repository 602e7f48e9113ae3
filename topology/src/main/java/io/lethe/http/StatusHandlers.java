package io.lethe.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GET /requests/{id}: as it is, when it changes, or followed. */
final class StatusHandlers {
    private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s)?");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final StatusReader reader;
    private final Watches watches;
    private final Follower follower;

    StatusHandlers(StatusReader reader, Watches watches, Follower follower) {
        this.reader = reader;
        this.watches = watches;
        this.follower = follower;
    }

    /** The status document. */
    void status(Context ctx) {
        UUID id = Fields.requestId(ctx.pathParam("id"));
        if (follower.isWanted(ctx)) {
            reader.view(id);
            follower.follow(ctx, id);
            return;
        }
        Duration wait = duration(Query.of(ctx, Set.of("wait")).text("wait"));
        String known = ctx.header("If-None-Match");
        Snapshot now = reader.snapshot(id);
        if (wait.isZero() || isNews(now, known)) {
            answer(ctx, now, known);
        } else {
            ctx.future(
                    () -> watches.changed(id, now.etag(), wait).thenAccept(snapshot -> answer(ctx, snapshot, known)));
        }
    }

    /** Whoever told what they have gets what is new; whoever did not, and finds the request ended, has nothing to wait for. */
    private static boolean isNews(Snapshot now, String known) {
        return known == null ? now.ended() : !now.matches(known);
    }

    private static void answer(Context ctx, Snapshot snapshot, String known) {
        ctx.header("ETag", snapshot.etag());
        if (known != null && snapshot.matches(known)) {
            ctx.status(304);
        } else {
            ctx.status(200).contentType("application/json").result(snapshot.json());
        }
    }

    static Duration duration(String wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        Matcher parts = WAIT.matcher(wait);
        Fields.require(parts.matches(), "wait", "must be a time such as 10s or 500ms");
        long number = Long.parseLong(parts.group(1));
        Duration asked = "ms".equals(parts.group(2)) ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }
}
