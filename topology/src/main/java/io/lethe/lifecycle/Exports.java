package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.ExportExpired;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.ExportReady;
import io.lethe.lifecycle.RequestEvent.PhaseEntered;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import java.time.Instant;

/** How an export moves on by itself: collect, pack, be ready, expire; and how it holds an erasure back. */
final class Exports {
    private Exports() {}

    static void advance(Deciding deciding, String id) {
        switch (deciding.get(id).phase()) {
            case COLLECTING -> collect(deciding, id);
            case RESTORING -> Endings.close(deciding, id);
            case PACKAGING, READY, EXPIRED, DONE -> {
                // The packager's answer moves the first, a timer or a command the others.
            }
            case QUEUED,
                    COALESCED,
                    AWAITING_APPROVAL,
                    SOFT_DELETING,
                    GRACE,
                    AWAITING_EXPORT,
                    ON_HOLD,
                    HARD_DELETING,
                    VERIFYING -> {
                // An erasure's.
            }
        }
    }

    private static void collect(Deciding deciding, String id) {
        RequestState request = deciding.get(id);
        request.participants()
                .filter(s -> s.status() == StepStatus.WAITING)
                .forEach(s -> Tasks.issue(deciding, id, s, Action.EXPORT));
        if (deciding.get(id).participants().allMatch(s -> s.status().isEnded())) {
            deciding.emit(new PhaseEntered(id, Phase.PACKAGING, null));
            Step packager = deciding.get(id).step(RequestState.PACKAGER).orElseThrow();
            Tasks.issue(deciding, id, packager, Action.EXPORT);
        }
    }

    /** The packager has the file: its answer says what the file is. */
    static void ready(Deciding deciding, ServiceAck packed) {
        String id = packed.getRequestId();
        Instant windowEnds = deciding.now.plus(deciding.policy.downloadWindow());
        Instant expires = deciding.now.plus(deciding.policy.exportRetention());
        long size = packed.getSizeBytes() == null ? 0 : packed.getSizeBytes();
        deciding.emit(new ExportReady(id, windowEnds, expires, size, packed.getSha256()));
        Endings.complete(deciding, id);
    }

    /** Whether the subject could still come for this export's data. A failed export blocks too: somebody has to decide. */
    static boolean blocksErasure(RequestState export, Instant now) {
        return switch (export.phase()) {
            case COLLECTING, PACKAGING, RESTORING -> true;
            case READY -> now.isBefore(export.file().windowEndsAt());
            default -> false;
        };
    }

    /** Whether the packager keeps a file or what was staged of an export that has ended, or has not said that it is deleted. */
    static boolean hasData(RequestState export) {
        return !export.isOpen() && !export.isSettled();
    }

    /** Tells that files go soon. After all else of a timer: what goes at once needs no announcement. */
    static void announce(Deciding deciding) {
        for (String id : deciding.requestIds()) {
            RequestState request = deciding.get(id);
            boolean due = request.phase() == Phase.READY
                    && request.file()
                            .warnAt(deciding.policy.exportWarning())
                            .filter(deciding::isDue)
                            .isPresent();
            if (due) {
                deciding.emit(new ExportExpiring(id, request.file().expiresAt()));
            }
        }
    }

    static void expireForErasure(Deciding deciding, String id) {
        if (deciding.get(id).phase() == Phase.READY) {
            expire(deciding, id, ExpiryCause.ERASURE);
        }
    }

    static void expire(Deciding deciding, String id, ExpiryCause cause) {
        deciding.emit(new ExportExpired(id, cause));
        purge(deciding, id);
    }

    /** Has the packager delete the file and all that it staged. */
    static void purge(Deciding deciding, String id) {
        Step packager = deciding.get(id).step(RequestState.PACKAGER).orElseThrow();
        Tasks.issue(deciding, id, packager, Action.HARD_DELETE);
    }
}
