package io.lethe.http;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestState;
import io.lethe.query.RequestView;

/** The public status of a request. */
enum RequestStatus {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    FAILED,
    CANCELLED,
    REJECTED;

    static RequestStatus of(RequestView view) {
        if (!view.isDecided()) {
            return PENDING;
        }
        boolean rides = view.request().phase() == Phase.COALESCED && view.carrier() != null;
        return rides ? of(view.carrier()) : of(view.request());
    }

    private static RequestStatus of(RequestState request) {
        if (!request.isOpen()) {
            return ended(request);
        }
        boolean begun = switch (request.phase()) {
            case QUEUED, COALESCED, AWAITING_APPROVAL -> false;
            default -> true;
        };
        if (!begun) {
            return PENDING;
        }
        return request.progress().failed() ? FAILED : IN_PROGRESS;
    }

    private static RequestStatus ended(RequestState request) {
        return switch (request.ending().outcome()) {
            case COMPLETED, COMPLETED_WITH_EXEMPTIONS -> COMPLETED;
            case CANCELLED -> CANCELLED;
            case REJECTED -> REJECTED;
            case UNKNOWN ->
                throw new IllegalStateException("a request ended without an outcome that this version knows");
        };
    }
}
