package io.lethe.lifecycle;

import java.util.List;

/** About how many bytes a subject's row takes, never fewer: rows are records of a changelog, and one that is too large would stop its task for ever. */
final class Weight {
    /** Above it nothing new is taken. What was taken before can still grow by what services answer, and stays below what a record may be. */
    static final int MOST = 256 * 1024;

    private static final int CLOSED = 48;
    private static final int HOLD = 256;
    private static final int REQUEST = 1_024;
    private static final int HASH = 48;
    private static final int LINK = 48;
    private static final int STEP = 192;
    private static final int LINE = 64;
    /** Of a character in UTF-8. */
    private static final int BYTES = 3;

    private Weight() {}

    static int of(SubjectState state) {
        int bytes = CLOSED * state.closed().size();
        for (Hold hold : state.holds()) {
            bytes += HOLD + of(hold.services());
        }
        for (RequestState request : state.requests()) {
            bytes += of(request);
        }
        return bytes;
    }

    private static int of(RequestState request) {
        Origin origin = request.origin();
        int bytes =
                REQUEST + of(origin.named()) + HASH * origin.identityHashes().size();
        bytes += request.ending() == null ? 0 : of(request.ending().reason());
        bytes += request.file() == null ? 0 : LINK * request.file().links().size();
        for (Step step : request.steps()) {
            bytes += STEP + of(step.service()) + of(step.error()) + of(step.run());
        }
        for (Milestone line : request.history()) {
            bytes += LINE + of(line.code());
        }
        return bytes;
    }

    private static int of(List<String> names) {
        int bytes = 0;
        for (String name : names) {
            bytes += of(name);
        }
        return bytes;
    }

    private static int of(String text) {
        return text == null ? 0 : 2 + BYTES * text.length();
    }
}
