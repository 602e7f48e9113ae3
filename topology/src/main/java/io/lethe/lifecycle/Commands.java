package io.lethe.lifecycle;

import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.TimerDue;
import io.lethe.schemas.WaiveService;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Which command is whose. */
final class Commands {
    private static final Map<Class<?>, BiConsumer<CommandContext, Object>> HANDLERS = new HashMap<>();

    static {
        on(RequestErasure.class, Intake::erasure);
        on(RequestExport.class, Intake::export);
        on(CancelRequest.class, Operations::cancel);
        on(RejectRequest.class, Operations::reject);
        on(ApproveRequest.class, Operations::approve);
        on(RetryRequest.class, Repairs::retry);
        on(WaiveService.class, Repairs::waive);
        on(ExtendDeadline.class, Operations::extend);
        on(ExpireExport.class, Operations::expire);
        on(PlaceHold.class, Holds::place);
        on(ReleaseHold.class, Holds::release);
        on(TimerDue.class, (context, timer) -> Timers.fire(context.deciding()));
        on(RecordAccess.class, Downloads::access);
    }

    private Commands() {}

    static void take(Deciding deciding, Input.Command input) {
        Object command = input.command().getCommand();
        BiConsumer<CommandContext, Object> handler = HANDLERS.get(command.getClass());
        if (handler == null) {
            throw new IllegalArgumentException(command.getClass().getSimpleName() + " is not a command of a subject");
        }
        handler.accept(new CommandContext(deciding, input), command);
    }

    private static <T> void on(Class<T> type, BiConsumer<CommandContext, T> handler) {
        HANDLERS.put(type, (context, command) -> handler.accept(context, type.cast(command)));
    }
}
