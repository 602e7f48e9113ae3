package io.lethe.lifecycle;

import io.lethe.schemas.AccessKind;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Commands as people would say them. */
final class Ask {
    private Ask() {}

    /** Of all services unless some are named. */
    static RequestErasure erasure(String id, String... services) {
        return anErasure(id, services).build();
    }

    static RequestErasure.Builder anErasure(String id, String... services) {
        return RequestErasure.newBuilder()
                .setRequestId(id)
                .setRegulation(Regulation.GDPR)
                .setIdentities(List.of())
                .setServices(services.length == 0 ? null : List.of(services));
    }

    static RequestErasure erasureWithGrace(String id, String grace) {
        return anErasure(id).setGracePeriod(grace).build();
    }

    static RequestErasure erasureReceived(String id, Regulation regulation, String receivedAt) {
        return anErasure(id)
                .setRegulation(regulation)
                .setReceivedAt(Instant.parse(receivedAt))
                .build();
    }

    static RequestExport export(String id, String... services) {
        return RequestExport.newBuilder()
                .setRequestId(id)
                .setRegulation(Regulation.GDPR)
                .setIdentities(List.of())
                .setServices(services.length == 0 ? null : List.of(services))
                .setFormat(ExportFormat.JSON)
                .build();
    }

    static CancelRequest cancel(String id) {
        return new CancelRequest(id, "changed my mind");
    }

    static RejectRequest reject(String id, String reason) {
        return new RejectRequest(id, reason);
    }

    static ApproveRequest approve(String id) {
        return new ApproveRequest(id, null);
    }

    static RetryRequest retry(String id) {
        return new RetryRequest(id, null);
    }

    static WaiveService waive(String id, String service) {
        return new WaiveService(id, service, "the system is gone");
    }

    static ExtendDeadline extend(String id, String reason) {
        return new ExtendDeadline(id, reason);
    }

    static ExpireExport expire(String id) {
        return new ExpireExport(id);
    }

    /** A use of a link as {@link #link} says it; addresses are {@code network.address}. */
    static RecordAccess download(String id, String link, String address) {
        return new RecordAccess(id, AccessKind.DOWNLOAD_GRANTED, link, address, "browser", "");
    }

    /** A link of so many uses, valid for an hour from the beginning of stories. */
    static String link(String linkId, int uses) {
        return new DownloadLink(linkId, uses, Story.START.plus(Duration.ofHours(1))).code();
    }

    static PlaceHold hold(String id, String... services) {
        return aHold(id, services).build();
    }

    static PlaceHold.Builder aHold(String id, String... services) {
        return PlaceHold.newBuilder()
                .setHoldId(id)
                .setServices(services.length == 0 ? null : List.of(services))
                .setReason("court order");
    }

    static PlaceHold holdUntil(String id, Instant until) {
        return aHold(id).setUntil(until).build();
    }

    static ReleaseHold release(String id) {
        return new ReleaseHold(id);
    }
}
