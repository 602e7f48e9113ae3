package io.lethe.lifecycle;

import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Events of a request as a whole. */
public sealed interface RequestEvent extends Event {

    /** The request after it; most that only tell of something leave it as it is. */
    default RequestState change(RequestState request, Instant at) {
        return request;
    }

    /** What its line in the history says besides its name; null: nothing. */
    default String code() {
        return null;
    }

    @Override
    default SubjectState apply(SubjectState state, Instant at) {
        return state.updating(requestId(), r -> change(r, at).noting(at, name(), code()));
    }

    /** An erasure was taken; {@code services} is the set that was pinned: dropped, and pinned anew, where it has to wait behind another erasure. */
    record ErasureAccepted(Origin origin, Instant dueAt, List<String> services) implements RequestEvent {
        @Override
        public String requestId() {
            return origin.requestId();
        }

        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            RequestState fresh = RequestState.accepted(origin, dueAt, Step.waiting(services, Action.HARD_DELETE));
            return state.adding(fresh.noting(at, name(), null));
        }
    }

    /** An export was taken; the packager gets a step of its own. */
    record ExportAccepted(Origin origin, Instant dueAt, List<String> services) implements RequestEvent {
        @Override
        public String requestId() {
            return origin.requestId();
        }

        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            RequestState fresh = RequestState.accepted(origin, dueAt, Step.waiting(services, Action.EXPORT))
                    .adding(Step.waiting(RequestState.PACKAGER, Action.EXPORT));
            return state.adding(fresh.noting(at, name(), null));
        }
    }

    /** It waits behind another erasure. */
    record RequestQueued(String requestId, String behind) implements RequestEvent {
        @Override
        public String code() {
            return behind;
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.QUEUED)
                    .with(request.progress().ridesOn(null))
                    .withSteps(List.of());
        }
    }

    /** It rides on another erasure that covers it. */
    record RequestCoalesced(String requestId, String with) implements RequestEvent {
        @Override
        public String code() {
            return with;
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.COALESCED)
                    .with(request.progress().ridesOn(with))
                    .withSteps(List.of());
        }
    }

    /** It waits for nobody else any more, and its set is pinned; or a failed one goes on ({@code services} empty). */
    record RequestResumed(String requestId, List<String> services) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return services.isEmpty()
                    ? request.with(request.progress().failed(false))
                    : request.in(Phase.AWAITING_APPROVAL)
                            .with(request.progress().ridesOn(null))
                            .withSteps(Step.waiting(services, Action.HARD_DELETE));
        }
    }

    /** An operator approved it. */
    record RequestApproved(String requestId, @FreeText String reason) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.progress().approved(at));
        }
    }

    /** The erasure begins; SOFT_DELETE tasks follow where there is a grace period. */
    record ErasureStarted(String requestId, Instant graceEndsAt) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.GRACE).with(request.progress().started(at, graceEndsAt));
        }
    }

    /** It is somewhere else now, where no other event says so; {@code verifyAt} with VERIFYING. */
    record PhaseEntered(String requestId, Phase phase, Instant verifyAt) implements RequestEvent {
        @Override
        public String code() {
            return phase.name();
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            RequestState moved = request.in(phase);
            return phase == Phase.VERIFYING ? moved.with(moved.progress().verifyingAt(verifyAt)) : moved;
        }
    }

    /** The point of no return: newer data than this is a new sign-up. */
    record HardDeleteStarted(String requestId) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.dispatched(at);
        }
    }

    /** A service that came after the acceptance, or the packager because there is a file, takes part. */
    record ServiceJoined(String requestId, String service) implements RequestEvent {
        @Override
        public String code() {
            return service;
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.adding(Step.waiting(service, Action.HARD_DELETE));
        }
    }

    /** It was taken back; data that was hidden is restored first. */
    record RequestCancelled(String requestId, @FreeText String reason) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.RESTORING).with(new Ending(Outcome.CANCELLED, null, reason, null));
        }
    }

    /** The controller will not act on it (GDPR Art. 12(4)); hidden data is restored first. With {@code origin} a new one: {@code refused} says why. */
    record RequestRejected(
            String requestId,
            Origin origin,
            Instant dueAt,
            RefusalCode refused,
            @Named String ref,
            @FreeText String reason)
            implements RequestEvent {
        @Override
        public String code() {
            return refused == null ? null : refused.name();
        }

        @Override
        public SubjectState apply(SubjectState state, Instant at) {
            SubjectState known = origin == null ? state : state.adding(RequestState.accepted(origin, dueAt, List.of()));
            return RequestEvent.super.apply(known, at);
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.RESTORING).with(new Ending(Outcome.REJECTED, code(), reason, null));
        }
    }

    /** Steps failed and nothing else runs: somebody must decide. */
    record RequestFailed(String requestId, List<String> services) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.progress().failed(true));
        }
    }

    /** The file can be downloaded. The log must not have its plain hash: a file of a manifest alone could be guessed, and whose it is. */
    record ExportReady(
            String requestId,
            Instant windowEndsAt,
            Instant expiresAt,
            long sizeBytes,
            @FreeText String sha256) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.READY).with(ExportFile.ready(at, this));
        }
    }

    /** The file goes soon; its subject is told. */
    record ExportExpiring(String requestId, Instant expiresAt) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.file().announced());
        }
    }

    /** The file is not available any more and will be deleted. */
    record ExportExpired(String requestId, ExpiryCause cause) implements RequestEvent {
        @Override
        public String code() {
            return cause.name();
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.in(Phase.EXPIRED);
        }
    }

    /** The one end of a request. */
    record RequestCompleted(String requestId, RequestType type, Outcome outcome) implements RequestEvent {
        @Override
        public String code() {
            return outcome.name();
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.ended(outcome, at);
        }
    }

    /** The deadline was extended. */
    record DeadlineExtended(
            String requestId, Instant dueAt, @FreeText String reason) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.deadline().extendedTo(dueAt));
        }
    }

    /** The deadline comes near; {@code waitsFor} says what for, as codes. */
    record DeadlineApproaching(
            String requestId,
            int warning,
            Duration left,
            @Named List<String> waitsFor) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.deadline().warnedTimes(warning));
        }
    }

    /** The deadline has passed and the request has not ended. */
    record DeadlineMissed(String requestId, @Named List<String> waitsFor) implements RequestEvent {
        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.deadline().passed());
        }
    }

    /** A download link was handed out. */
    record LinkIssued(String requestId, String addressHash, String userAgentHash, String link)
            implements RequestEvent {}

    /** The file was downloaded by a link, valid until {@code linkEndsAt}; {@code otherNetwork}: from another network than the first time. */
    record DownloadGranted(
            String requestId,
            String addressHash,
            String userAgentHash,
            boolean otherNetwork,
            String link,
            Instant linkEndsAt)
            implements RequestEvent {
        @Override
        public String code() {
            return otherNetwork ? "OTHER_NETWORK" : null;
        }

        @Override
        public RequestState change(RequestState request, Instant at) {
            return request.with(request.file().downloaded(addressHash, link, linkEndsAt, at));
        }
    }

    /** A download was refused. */
    record DownloadRefused(String requestId, String refusal, String addressHash, String userAgentHash)
            implements RequestEvent {
        @Override
        public String code() {
            return refusal;
        }
    }
}
