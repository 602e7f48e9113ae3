package io.lethe.request;

import io.lethe.keys.ExportKeys;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.ClosedRequest;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.NextDue;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestEvent.ErasureAccepted;
import io.lethe.lifecycle.RequestEvent.ExportAccepted;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.store.IdentitiesRow;
import io.lethe.store.RequestRow;
import io.lethe.store.SubjectRow;
import io.lethe.timer.TimerQueue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes what a decision leads to: the subject's row, the by-id rows, the identities and the timer. A request's summary is written before the
 * subject's row lets go of it, so that a reader always finds one of the two.
 */
final class SubjectWriter {
    private final TaskStores stores;
    private final Subjects subjects;
    private final TimerQueue timers;
    private final Policy policy;
    private final Keys keys;

    SubjectWriter(TaskStores stores, Subjects subjects, TimerQueue timers, Policy policy, Keys keys) {
        this.keys = keys;
        this.stores = stores;
        this.subjects = subjects;
        this.timers = timers;
        this.policy = policy;
    }

    /** Rows of a request that was just taken. */
    void accept(String subjectId, SubjectRow row, PrivacyCommand command, List<Event> events) {
        for (Event event : events) {
            if (isNew(event)) {
                String contentHash = row.state()
                        .request(event.requestId())
                        .orElseThrow()
                        .origin()
                        .contentHash();
                stores.requests()
                        .put(event.requestId(), new RequestRow(subjectId, row.pseudonymKey(), contentHash, null));
                IdentitiesRow identities = identities(command.getCommand(), event);
                if (!identities.isEmpty()) {
                    stores.identities().put(event.requestId(), identities);
                }
            }
        }
    }

    private static boolean isNew(Event event) {
        return event instanceof ErasureAccepted
                || event instanceof ExportAccepted
                || (event instanceof RequestRejected rejected && rejected.origin() != null);
    }

    /** An export's keys are made here and stored with it: decisions know nothing of them, and no event carries them. */
    private IdentitiesRow identities(Object command, Event event) {
        if (command instanceof RequestErasure erasure) {
            return new IdentitiesRow(erasure.getIdentities(), erasure.getReason());
        }
        if (command instanceof RequestExport export) {
            IdentitiesRow row = new IdentitiesRow(export.getIdentities(), export.getReason());
            return event instanceof ExportAccepted
                    ? row.with(ExportKeys.generate(event.requestId(), keys.wrap()))
                    : row;
        }
        return IdentitiesRow.NONE;
    }

    /**
     * Stores a subject after a decision.
     *
     * @param before the row that the decision was made on
     * @param after the state it led to, settled requests still in it
     * @param firedAt due time of the timer that led to the decision; null: it was another input
     * @param now time of the input
     */
    void save(String subjectId, SubjectRow before, SubjectState after, Instant firedAt, Instant now) {
        after.settled().forEach(r -> close(subjectId, before, r));
        SubjectState kept = after.withoutSettled(now);
        // All of them when the subject is forgotten, the oldest where there are too many.
        List<ClosedRequest> closed = before.state().closed();
        int dropped = closed.size() + after.settled().size() - kept.closed().size();
        closed.subList(0, Math.min(dropped, closed.size())).forEach(this::anonymise);
        // A timer that has fired has no row any more.
        Instant set = before.timerAt() != null && before.timerAt().equals(firedAt) ? null : before.timerAt();
        Instant timerAt = setTimer(subjectId, kept, set, now);
        if (kept.isEmpty()) {
            subjects.delete(subjectId);
        } else {
            subjects.put(subjectId, before.with(kept, timerAt));
        }
    }

    private void close(String subjectId, SubjectRow row, RequestState request) {
        String contentHash = request.origin().contentHash();
        stores.requests().put(request.id(), new RequestRow(subjectId, row.pseudonymKey(), contentHash, request));
        if (stores.identities().get(request.id()) != null) {
            // Many requests bring none, and looking is cheaper than a delete that goes to the changelog.
            stores.identities().delete(request.id());
        }
        Instant end = request.ending()
                .completedAt()
                .atOffset(ZoneOffset.UTC)
                .plus(policy.summaryRetention())
                .toInstant();
        timers.setSummary(end, request.id());
    }

    private void anonymise(ClosedRequest closed) {
        RequestRow row = stores.requests().get(closed.requestId());
        if (row != null && row.isClosed()) {
            RequestState summary = row.summary().withoutPersonalData();
            stores.requests()
                    .put(closed.requestId(), new RequestRow(null, row.pseudonymKey(), row.contentHash(), summary));
        }
    }

    /** One timer for each subject: it may be early, then it is set again when it fires; an idle subject's is exact, so that it fires once. */
    private Instant setTimer(String subjectId, SubjectState kept, Instant set, Instant now) {
        Instant due = kept.isEmpty() ? null : NextDue.of(kept, policy, now).orElse(null);
        boolean idle = kept.requests().isEmpty();
        boolean keep = set != null && due != null && !idle && !due.isBefore(set);
        if (keep || (set != null && set.equals(due))) {
            return set;
        }
        if (set != null) {
            timers.removeSubject(set, subjectId);
        }
        if (due != null) {
            timers.setSubject(due, subjectId);
        }
        return due;
    }
}
