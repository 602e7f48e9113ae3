package io.lethe.request;

import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** Which request a command is about. */
final class RequestIds {
    private static final Set<Class<?>> OF_REQUESTS = Set.of(
            RequestErasure.class,
            RequestExport.class,
            CancelRequest.class,
            ApproveRequest.class,
            RejectRequest.class,
            RetryRequest.class,
            WaiveService.class,
            ExtendDeadline.class,
            ExpireExport.class);

    private RequestIds() {}

    /** The request's id; null where the command is about none. The contract has it as the first field of each of these records. */
    static String of(Object command) {
        return OF_REQUESTS.contains(command.getClass()) ? (String) ((SpecificRecord) command).get(0) : null;
    }
}
