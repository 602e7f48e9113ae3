package io.lethe.http;

import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;
import io.lethe.query.RequestView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Status documents of requests whose state was folded from the audit log, to be compared with what the HTTP API says of them. Pure. */
public final class FoldedStatus {
    private FoldedStatus() {}

    /**
     * The documents of a subject's requests by request id, as JSON, without people's words.
     *
     * @param folded state of the subject, ended requests still in it
     * @param now time that they are of
     */
    public static Map<String, String> documents(SubjectState folded, Instant now) {
        List<RequestState> settled = folded.settled();
        SubjectState live = folded.withoutSettled(now);
        Map<String, String> documents = new LinkedHashMap<>();
        for (RequestState request : folded.requests()) {
            SubjectState subject = settled.contains(request) ? SubjectState.NONE : live;
            RequestView view = new RequestView(request.id(), subject, request, carrier(folded, request));
            documents.put(request.id(), new String(Json.write(StatusDocuments.of(view, now)), StandardCharsets.UTF_8));
        }
        return documents;
    }

    private static RequestState carrier(SubjectState folded, RequestState request) {
        String carrier = request.progress().coalescedWith();
        return carrier == null ? null : folded.request(carrier).orElse(null);
    }
}
