package io.lethe.lifecycle;

import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import java.util.Optional;

/** A command and the decision it is part of. */
record CommandContext(Deciding deciding, Input.Command input) {

    /** The command changes nothing, and its caller can read why: {@code ref} is the field that is wrong, or the service that it is about. */
    void refuse(String requestId, RefusalCode code, String ref) {
        String command = input.command().getCommand().getClass().getSimpleName();
        // Fields have Lethe's own names; a service's is what the caller wrote.
        String plain = ref == null || code == RefusalCode.INVALID_FIELD ? ref : Intake.name(ref);
        deciding.emit(new CommandRefused(requestId, command, input.command().getCommandId(), code, plain));
    }

    /** The open request that a command is about; refuses the command where there is none. */
    Optional<RequestState> open(String requestId) {
        Optional<RequestState> live = live(requestId);
        if (live.isPresent() && !live.get().isOpen()) {
            refuse(requestId, RefusalCode.REQUEST_CLOSED, null);
            return Optional.empty();
        }
        return live;
    }

    /** The request that a command is about, open or with a file; refuses the command where there is none. */
    Optional<RequestState> live(String requestId) {
        Optional<RequestState> request = deciding.find(requestId);
        if (request.isEmpty()) {
            refuse(requestId, isClosed() ? RefusalCode.REQUEST_CLOSED : RefusalCode.UNKNOWN_REQUEST, null);
        }
        return request;
    }

    private boolean isClosed() {
        return input.known() == Input.Known.CLOSED_SAME || input.known() == Input.Known.CLOSED_OTHER;
    }

    /** Whether a text that people rely on is there; refuses the command where it is not. */
    boolean hasReason(String requestId, String reason) {
        boolean there = reason != null && !reason.isBlank();
        if (!there) {
            refuse(requestId, RefusalCode.INVALID_FIELD, "reason");
        }
        return there;
    }
}
