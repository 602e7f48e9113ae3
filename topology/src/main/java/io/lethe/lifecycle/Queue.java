package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.RequestCoalesced;
import io.lethe.lifecycle.RequestEvent.RequestQueued;
import io.lethe.lifecycle.RequestEvent.RequestRejected;
import io.lethe.lifecycle.RequestEvent.RequestResumed;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One erasure of a subject runs at a time: a later one rides on one that covers it, or waits. */
final class Queue {
    private Queue() {}

    /** Finds the place of an erasure that was just taken; true where it may begin. */
    static boolean place(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        Optional<RequestState> carrier =
                firstOther(deciding, id, r -> isEarlier(deciding, r.id(), id) && canCarry(r, request));
        if (carrier.isPresent()) {
            deciding.emit(new RequestCoalesced(id, carrier.get().id()));
            return false;
        }
        Optional<RequestState> ahead = firstOther(deciding, id, r -> isAhead(deciding, r, id));
        ahead.ifPresent(r -> deciding.emit(new RequestQueued(id, r.id())));
        return ahead.isEmpty();
    }

    private static boolean canCarry(RequestState other, RequestState request) {
        return other.isOpen()
                && !other.isEnding()
                && !other.isDispatched()
                && other.phase() != Phase.COALESCED
                && other.origin().covers(request.origin());
    }

    /** Looks whether what an erasure waited for is over. */
    static void advance(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        if (request.phase() == Phase.COALESCED) {
            leaveEndedCarrier(deciding, request);
        } else if (firstOther(deciding, id, r -> isAhead(deciding, r, id)).isEmpty()) {
            resume(deciding, request);
        }
    }

    /** The one it rode on was cancelled or rejected: a completed one has taken its riders along. */
    private static void leaveEndedCarrier(Deciding deciding, RequestState request) {
        boolean open = deciding.find(request.progress().coalescedWith())
                .filter(RequestState::isOpen)
                .isPresent();
        if (!open && place(deciding, request.id())) {
            resume(deciding, request);
        }
    }

    /** The erasures that ride on one, and end with it. */
    static List<RequestState> riders(Deciding deciding, String id) {
        return deciding.state()
                .erasures()
                .filter(r ->
                        r.phase() == Phase.COALESCED && id.equals(r.progress().coalescedWith()))
                .toList();
    }

    /** Whether another erasure has to end first: one that runs, or one that waits and came earlier. */
    private static boolean isAhead(Deciding deciding, RequestState other, String id) {
        if (!other.isOpen()) {
            return false;
        }
        return other.phase().isRunning() || (other.phase() == Phase.QUEUED && isEarlier(deciding, other.id(), id));
    }

    private static boolean isEarlier(Deciding deciding, String one, String other) {
        List<String> order = deciding.requestIds();
        return order.indexOf(one) < order.indexOf(other);
    }

    private static void resume(Deciding deciding, RequestState request) {
        List<String> services = pin(deciding, request.origin());
        if (services.isEmpty()) {
            Endings.restore(
                    deciding, new RequestRejected(request.id(), null, null, RefusalCode.NO_SERVICES, null, null));
        } else {
            deciding.emit(new RequestResumed(request.id(), services));
        }
    }

    /** The set of services as the catalogue has it now. */
    static List<String> pin(Deciding deciding, Origin origin) {
        return origin.allServices() ? deciding.catalogue.namesWhere(Service::canErase) : origin.named();
    }

    private static Optional<RequestState> firstOther(Deciding deciding, String id, Predicate<RequestState> what) {
        return deciding.state()
                .erasures()
                .filter(r -> !r.id().equals(id))
                .filter(what)
                .findFirst();
    }
}
