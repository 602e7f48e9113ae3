package io.lethe.http;

import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.SubjectState;
import io.lethe.query.NotReadableException;
import io.lethe.query.RequestPlace;
import io.lethe.query.RequestView;
import io.lethe.query.Requests;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what is known of requests, in the words of the contract. */
final class StatusReader {
    private final Requests requests;
    private final Catalogues catalogues;
    private final Policy policy;
    private final Clock clock;

    StatusReader(Requests requests, Catalogues catalogues, Policy policy, Clock clock) {
        this.requests = requests;
        this.catalogues = catalogues;
        this.policy = policy;
        this.clock = clock;
    }

    /** What is known of a request; refuses an unknown one. */
    RequestView view(UUID id) {
        return requests.view(id).orElseThrow(() -> unknown(id));
    }

    Snapshot snapshot(UUID id) {
        return Snapshot.of(document(view(id)));
    }

    StatusDocument document(RequestView view) {
        return StatusDocuments.of(view, clock.instant());
    }

    /** What a request allows now: a help beside a refusal, which stands all the same where this cannot be told. */
    List<String> allowed(UUID id) {
        try {
            return find(id).map(place -> allowed(id, place)).orElse(List.of());
        } catch (NotReadableException e) {
            return List.of();
        }
    }

    private List<String> allowed(UUID id, RequestPlace place) {
        return Allowed.of(view(id), catalogues.at(place.partition()), policy, clock.instant());
    }

    /** The subject's requests, latest first. */
    List<StatusDocument> ofSubject(String subjectId) {
        return requests.ofSubject(subjectId).stream().map(this::document).toList();
    }

    /** Where a request stands, if anywhere. */
    Optional<RequestPlace> find(UUID id) {
        return requests.place(id);
    }

    /** Where a request stands; refuses an unknown one, and one that is not decided yet. */
    RequestPlace place(UUID id) {
        return find(id).orElseThrow(() -> requests.mayBeUndecided(id) ? undecided(id) : unknown(id));
    }

    SubjectState subject(String subjectId) {
        return requests.subject(subjectId);
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemCode.UNKNOWN_REQUEST, "no subject has a request with this id")
                .about(id.toString(), List.of());
    }

    private static ProblemException undecided(UUID id) {
        return new ProblemException(ProblemCode.NOT_DECIDED, "the request itself is not decided yet")
                .about(id.toString(), List.of());
    }
}
