package io.lethe.query;

import io.lethe.keys.Keys;
import io.lethe.lifecycle.ClosedRequest;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Finds requests by their ids and by their subjects. All methods throw {@link NotReadableException} where the answer is not known. */
public final class Requests {
    /** Commands stay in their topic for so long: what was not decided by then never will be. */
    static final Duration UNDECIDED = Duration.ofDays(14);
    /** A request that closes between two reads has moved from one row to the other by the next read. */
    private static final int READS = 3;
    /** A power of two; under a megabyte. */
    private static final int FOUND = 1 << 14;

    private final Rows rows;
    private final Partitions partitions;
    private final Keys keys;
    private final Clock clock;
    private final AtomicReferenceArray<Found> lately = new AtomicReferenceArray<>(FOUND);

    /** A row never moves to another partition: an id that a caller brought, and will ask for again, need not be looked for everywhere again. */
    private record Found(UUID requestId, int partition) {}

    /** Finds among rows; ids that these keys minted say where. */
    public Requests(Rows rows, Partitions partitions, Keys keys, Clock clock) {
        this.rows = rows;
        this.partitions = partitions;
        this.keys = keys;
        this.clock = clock;
    }

    /** Where a request stands; empty only when every partition that could have it says that it has not. */
    public Optional<RequestPlace> place(UUID requestId) {
        OptionalInt minted = keys.partitionOf(requestId);
        if (minted.isPresent()) {
            int partition = minted.getAsInt();
            return partition < partitions.count() ? place(partition, requestId) : Optional.empty();
        }
        OptionalInt found = found(requestId);
        if (found.isPresent()) {
            Optional<RequestPlace> place = place(found.getAsInt(), requestId);
            if (place.isPresent()) {
                return place;
            }
        }
        return placeAnywhere(requestId);
    }

    private OptionalInt found(UUID requestId) {
        Found found = lately.get(slot(requestId));
        return found != null && found.requestId.equals(requestId)
                ? OptionalInt.of(found.partition)
                : OptionalInt.empty();
    }

    private static int slot(UUID requestId) {
        int hash = requestId.hashCode();
        return (hash ^ hash >>> 16) & FOUND - 1;
    }

    private Optional<RequestPlace> placeAnywhere(UUID requestId) {
        NotReadableException unread = null;
        for (int partition = 0; partition < partitions.count(); partition++) {
            try {
                Optional<RequestPlace> found = place(partition, requestId);
                if (found.isPresent()) {
                    lately.set(slot(requestId), new Found(requestId, partition));
                    return found;
                }
            } catch (NotReadableException e) {
                unread = e;
            }
        }
        if (unread != null) {
            throw unread;
        }
        return Optional.empty();
    }

    private Optional<RequestPlace> place(int partition, UUID requestId) {
        return rows.request(partition, requestId.toString()).map(row -> new RequestPlace(partition, row));
    }

    /** Whether an id was minted here so lately that its command may still be undecided: such an id is never unknown. */
    public boolean mayBeUndecided(UUID requestId) {
        // RFC 9562 leaves UUIDv8 to its maker; Lethe's begin with 48 bits of Unix time in ms, as version 7 does.
        Instant minted = Instant.ofEpochMilli(requestId.getMostSignificantBits() >>> 16);
        return keys.partitionOf(requestId).isPresent() && minted.plus(UNDECIDED).isAfter(clock.instant());
    }

    /** All that is known of a request; empty: unknown. */
    public Optional<RequestView> view(UUID requestId) {
        Optional<RequestPlace> place = place(requestId);
        if (place.isEmpty()) {
            return mayBeUndecided(requestId)
                    ? Optional.of(RequestView.undecided(requestId.toString()))
                    : Optional.empty();
        }
        return Optional.of(view(place.get(), requestId.toString()));
    }

    /** With the row that was found first, and then with what is read. */
    private RequestView view(RequestPlace place, String requestId) {
        return view(place.partition(), requestId, place.row()).orElseGet(() -> view(place.partition(), requestId));
    }

    /** All that is known of a request whose row stands on a partition. */
    RequestView view(int partition, String requestId) {
        for (int read = 0; read < READS; read++) {
            Optional<RequestView> view =
                    rows.request(partition, requestId).flatMap(row -> view(partition, requestId, row));
            if (view.isPresent()) {
                return view.get();
            }
        }
        // Its row stands and its subject does not tell of it yet: it is being decided right now.
        return RequestView.undecided(requestId);
    }

    private Optional<RequestView> view(int partition, String requestId, RequestRow row) {
        if (row.isClosed()) {
            return Optional.of(closed(partition, row.summary()));
        }
        return rows.subject(partition, row.subjectId())
                .flatMap(subject ->
                        subject.state().request(requestId).map(request -> live(partition, subject.state(), request)));
    }

    private RequestView closed(int partition, RequestState summary) {
        return new RequestView(
                summary.id(), SubjectState.NONE, summary, carrier(partition, SubjectState.NONE, summary));
    }

    private RequestView live(int partition, SubjectState subject, RequestState request) {
        return new RequestView(request.id(), subject, request, carrier(partition, subject, request));
    }

    private RequestState carrier(int partition, SubjectState subject, RequestState request) {
        String carrier = request.progress().coalescedWith();
        if (carrier == null) {
            return null;
        }
        return subject.request(carrier)
                .or(() -> rows.request(partition, carrier).map(RequestRow::summary))
                .orElse(null);
    }

    /** The subject as it stands; {@link SubjectState#NONE} when nothing is known. */
    public SubjectState subject(String subjectId) {
        return rows.subject(partitions.of(subjectId), subjectId)
                .map(SubjectRow::state)
                .orElse(SubjectState.NONE);
    }

    /** The requests of a subject that it is still remembered with, latest first. */
    public List<RequestView> ofSubject(String subjectId) {
        int partition = partitions.of(subjectId);
        SubjectState subject = subject(subjectId);
        List<RequestView> found = new ArrayList<>();
        subject.requests().forEach(request -> found.add(live(partition, subject, request)));
        for (ClosedRequest ended : subject.closed()) {
            rows.request(partition, ended.requestId())
                    .filter(RequestRow::isClosed)
                    .ifPresent(row -> found.add(closed(partition, row.summary())));
        }
        found.sort((a, b) ->
                b.request().origin().acceptedAt().compareTo(a.request().origin().acceptedAt()));
        return found;
    }
}
