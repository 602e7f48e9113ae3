package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.DownloadGranted;
import io.lethe.lifecycle.RequestEvent.DownloadRefused;
import io.lethe.lifecycle.RequestEvent.LinkIssued;
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
        on(RecordAccess.class, Commands::access);
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

    private static void access(CommandContext context, RecordAccess access) {
        Deciding deciding = context.deciding();
        String id = access.getRequestId();
        if (deciding.find(id).isEmpty()) {
            return;
        }
        String address = access.getAddressHash();
        String agent = access.getUserAgentHash();
        switch (access.getKind()) {
            case LINK_ISSUED -> deciding.emit(new LinkIssued(id, address, agent));
            case DOWNLOAD_GRANTED -> download(deciding, access);
            case DOWNLOAD_REFUSED -> deciding.emit(new DownloadRefused(id, access.getCode(), address, agent));
            case UNKNOWN -> {
                // Written by a newer Lethe: what it means is not known here.
            }
        }
    }

    /** The edge found nothing against it; uses are counted here, in the one order of the subject's inputs. {@code code} is the count at which the link is used up. */
    private static void download(Deciding deciding, RecordAccess access) {
        String id = access.getRequestId();
        String address = access.getAddressHash();
        String agent = access.getUserAgentHash();
        RequestState request = deciding.get(id);
        if (request.phase() != Phase.READY) {
            deciding.emit(new DownloadRefused(id, "EXPORT_EXPIRED", address, agent));
        } else if (request.file().downloads() >= limit(access.getCode())) {
            deciding.emit(new DownloadRefused(id, "LINK_USED_UP", address, agent));
        } else {
            deciding.emit(new DownloadGranted(id, address, agent, request.file().isOther(address)));
        }
    }

    /** A report that names no number sets no limit. */
    private static long limit(String code) {
        return code != null && code.matches("[0-9]{1,18}") ? Long.parseLong(code) : Long.MAX_VALUE;
    }

    private static <T> void on(Class<T> type, BiConsumer<CommandContext, T> handler) {
        HANDLERS.put(type, (context, command) -> handler.accept(context, type.cast(command)));
    }
}
