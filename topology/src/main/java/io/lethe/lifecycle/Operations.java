package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.RequestApproved;
import io.lethe.lifecycle.RequestEvent.RequestCancelled;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.RejectRequest;

/** What people do with a request as a whole: approve, cancel, reject, extend, expire. */
final class Operations {
    private Operations() {}

    static void cancel(CommandContext context, CancelRequest command) {
        if (mayEnd(context, command.getRequestId())) {
            Endings.restore(context.deciding(), new RequestCancelled(command.getRequestId(), command.getReason()));
        }
    }

    static void reject(CommandContext context, RejectRequest command) {
        String id = command.getRequestId();
        if (context.hasReason(id, command.getReason()) && mayEnd(context, id)) {
            Endings.restore(context.deciding(), new RequestRejected(id, null, null, null, null, command.getReason()));
        }
    }

    /** The writer's order decides: once HARD_DELETE tasks are out there is nothing to bring back. */
    private static boolean mayEnd(CommandContext context, String id) {
        RequestState request = context.open(id).orElse(null);
        if (request == null) {
            return false;
        }
        if (request.isEnding()) {
            context.refuse(id, RefusalCode.REQUEST_CLOSED, null);
            return false;
        }
        if (isDispatched(context.deciding(), request)) {
            context.refuse(id, RefusalCode.HARD_DELETE_STARTED, null);
            return false;
        }
        return true;
    }

    /** Whether its data is being erased for good, for its own sake or by the erasure that it rides on. */
    private static boolean isDispatched(Deciding deciding, RequestState request) {
        boolean rides = request.phase() == Phase.COALESCED;
        return request.isDispatched()
                || (rides && deciding.get(request.progress().coalescedWith()).isDispatched());
    }

    static void approve(CommandContext context, ApproveRequest command) {
        String id = command.getRequestId();
        RequestState request = context.open(id).orElse(null);
        if (request == null) {
            return;
        }
        boolean waits =
                request.phase() == Phase.AWAITING_APPROVAL && request.progress().approvedAt() == null;
        if (!waits) {
            context.refuse(id, RefusalCode.NOT_AWAITING_APPROVAL, null);
        } else if (request.origin().requestedBy().equals(context.input().actor())) {
            context.refuse(id, RefusalCode.SELF_APPROVAL, null);
        } else {
            context.deciding().emit(new RequestApproved(id, command.getReason()));
        }
    }

    static void extend(CommandContext context, ExtendDeadline command) {
        String id = command.getRequestId();
        Deciding deciding = context.deciding();
        RequestState request = context.open(id).orElse(null);
        if (request == null || !context.hasReason(id, command.getReason())) {
            return;
        }
        Deadline deadline = request.deadline();
        if (deadline.extended()) {
            context.refuse(id, RefusalCode.ALREADY_EXTENDED, null);
        } else if (deadline.missed() || deciding.isDue(deadline.dueAt())) {
            context.refuse(id, RefusalCode.DEADLINE_PASSED, null);
        } else {
            Origin origin = request.origin();
            deciding.emit(new DeadlineExtended(
                    id,
                    Deadlines.dueAt(origin.regulation(), origin.receivedAt(), true, deciding.policy),
                    command.getReason()));
        }
    }

    static void expire(CommandContext context, ExpireExport command) {
        String id = command.getRequestId();
        RequestState request = context.live(id).orElse(null);
        if (request == null) {
            return;
        }
        if (request.isErasure()) {
            context.refuse(id, RefusalCode.NOT_SUPPORTED, null);
        } else if (request.phase() == Phase.READY) {
            Exports.expire(context.deciding(), id, ExpiryCause.COMMAND);
        } else {
            context.refuse(id, request.isOpen() ? RefusalCode.NOT_READY : RefusalCode.REQUEST_CLOSED, null);
        }
    }
}
