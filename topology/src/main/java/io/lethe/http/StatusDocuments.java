package io.lethe.http;

import io.lethe.http.StatusDocument.ExportItem;
import io.lethe.http.StatusDocument.HoldItem;
import io.lethe.http.StatusDocument.ServiceItem;
import io.lethe.http.StatusDocument.ServiceStatus;
import io.lethe.http.StatusDocument.WaitItem;
import io.lethe.lifecycle.ExportFile;
import io.lethe.lifecycle.Hold;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import io.lethe.lifecycle.StepStatus;
import io.lethe.lifecycle.SubjectState;
import io.lethe.lifecycle.WaitReason;
import io.lethe.query.RequestView;
import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Maps what is known of a request to what callers see. Pure. */
final class StatusDocuments {
    private StatusDocuments() {}

    static StatusDocument of(RequestView view, Instant now) {
        if (!view.isDecided()) {
            return undecided(view.requestId());
        }
        RequestState request = view.request();
        boolean ended = !request.isOpen();
        return new StatusDocument(
                request.id(),
                request.origin().type(),
                RequestStatus.of(view),
                request.phase().name(),
                ended ? request.ending().outcome() : null,
                request.ending() == null ? null : request.ending().why(),
                request.origin().regulation(),
                request.origin().acceptedAt(),
                ended ? request.ending().completedAt() : null,
                request.deadline().dueAt(),
                request.deadline().extended(),
                isOverdue(request, now),
                request.progress().graceEndsAt(),
                request.progress().coalescedWith(),
                waitingFor(view, now),
                holds(view.subject(), request),
                services(view),
                export(request),
                Histories.of(request));
    }

    private static StatusDocument undecided(String requestId) {
        return new StatusDocument(
                requestId,
                null,
                RequestStatus.PENDING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    private static List<WaitItem> waitingFor(RequestView view, Instant now) {
        return WaitReason.of(view.subject(), view.request(), now).stream()
                .map(reason -> new WaitItem(reason.kind(), reason.ref(), reason.until()))
                .toList();
    }

    /** Whether the deadline passed before the request ended. */
    static boolean isOverdue(RequestView view, Instant now) {
        return isOverdue(view.request(), now);
    }

    /** Whether a service has a part in it, as the document shows it. */
    static boolean hasService(RequestView view, String name) {
        return services(view).stream().anyMatch(item -> item.service().equals(name));
    }

    private static boolean isOverdue(RequestState request, Instant now) {
        Instant until = request.isOpen() ? now : request.ending().completedAt();
        return request.deadline().isPassedAt(until);
    }

    /** Holds stop erasures alone. */
    private static List<HoldItem> holds(SubjectState subject, RequestState request) {
        boolean stoppable = request.isErasure() && request.isOpen();
        return stoppable ? subject.holds().stream().map(StatusDocuments::hold).toList() : List.of();
    }

    private static HoldItem hold(Hold hold) {
        return new HoldItem(
                hold.holdId(), hold.services().isEmpty() ? null : hold.services(), hold.until(), hold.placedAt());
    }

    /** A request that rides on another shows that one's services, as far as it asked for them. */
    private static List<ServiceItem> services(RequestView view) {
        RequestState request = view.request();
        if (!rides(view)) {
            return items(view.subject(), request, request.steps().stream());
        }
        Stream<Step> asked = view.carrier().steps().stream()
                .filter(step -> request.origin().allServices()
                        || request.origin().named().contains(step.service()));
        return items(view.subject(), view.carrier(), asked);
    }

    /** Whether it goes the way of another, or has ended so; its own cancel ends it alone. */
    private static boolean rides(RequestView view) {
        boolean ownEnd = view.request().ending() != null && RequestStatus.of(view) != RequestStatus.COMPLETED;
        return view.carrier() != null && !ownEnd;
    }

    private static List<ServiceItem> items(SubjectState subject, RequestState request, Stream<Step> steps) {
        return steps.map(step -> service(subject, request, step)).toList();
    }

    private static ServiceItem service(SubjectState subject, RequestState request, Step step) {
        ServiceStatus status = status(subject, request, step);
        boolean answered = switch (step.status()) {
            case DONE, NOT_FOUND, EXEMPT -> true;
            default -> false;
        };
        return new ServiceItem(
                step.service(),
                step.action(),
                status,
                step.attempt(),
                step.recordsAffected(),
                step.error(),
                WaitReason.nextAttempt(subject, request, step),
                answered ? step.endedAt() : null);
    }

    private static ServiceStatus status(SubjectState subject, RequestState request, Step step) {
        if (isHeld(subject, request, step)) {
            return ServiceStatus.HELD;
        }
        // A service that answered FAILED and will be asked again still has the task.
        return step.status() == StepStatus.BACKOFF
                ? ServiceStatus.SENT
                : ServiceStatus.valueOf(step.status().name());
    }

    /** Whether nothing but a hold keeps the hard delete from being sent: before the gate every step waits for other things too. */
    private static boolean isHeld(SubjectState subject, RequestState request, Step step) {
        boolean gated = request.isDispatched() || request.phase() == Phase.ON_HOLD;
        boolean unsent = step.status() == StepStatus.WAITING || step.status() == StepStatus.BACKOFF;
        boolean erases = step.action() == Action.HARD_DELETE || !request.isDispatched();
        return request.isOpen() && gated && unsent && erases && subject.isHeld(step.service());
    }

    private static ExportItem export(RequestState request) {
        ExportFile file = request.file();
        return file == null
                ? null
                : new ExportItem(
                        request.origin().format(),
                        file.digest() == null ? null : file.digest().sizeBytes(),
                        file.digest() == null ? null : file.digest().sha256(),
                        file.windowEndsAt(),
                        file.expiresAt(),
                        file.downloads());
    }
}
