package io.lethe.lifecycle;

import io.lethe.lifecycle.RequestEvent.DownloadGranted;
import io.lethe.lifecycle.RequestEvent.DownloadRefused;
import io.lethe.lifecycle.RequestEvent.LinkIssued;
import io.lethe.schemas.RecordAccess;
import java.time.Instant;

/** What the edge reports of files and their links; uses are counted here, in the one order of the subject's inputs. */
final class Downloads {
    /** Used links of one file that are remembered; more than anybody needs in a day. */
    private static final int MOST_LINKS = 1_000;

    private Downloads() {}

    static void access(CommandContext context, RecordAccess access) {
        Deciding deciding = context.deciding();
        String id = access.getRequestId();
        if (deciding.find(id).isEmpty()) {
            return;
        }
        String address = access.getAddressHash();
        String agent = access.getUserAgentHash();
        switch (access.getKind()) {
            case LINK_ISSUED -> deciding.emit(new LinkIssued(id, address, agent, linkId(access)));
            case DOWNLOAD_GRANTED -> download(deciding, access);
            case DOWNLOAD_REFUSED -> deciding.emit(new DownloadRefused(id, access.getCode(), address, agent));
            case UNKNOWN -> {
                // Written by a newer Lethe: what it means is not known here.
            }
        }
    }

    private static String linkId(RecordAccess access) {
        return DownloadLink.of(access.getCode()).map(DownloadLink::id).orElse(null);
    }

    /** The edge found nothing against it; {@code code} is the link. */
    private static void download(Deciding deciding, RecordAccess access) {
        String id = access.getRequestId();
        String address = access.getAddressHash();
        String agent = access.getUserAgentHash();
        RequestState request = deciding.get(id);
        DownloadLink link = DownloadLink.of(access.getCode()).orElse(null);
        String refusal = refusal(request, link, deciding.now);
        if (refusal != null) {
            deciding.emit(new DownloadRefused(id, refusal, address, agent));
        } else {
            boolean other = request.file().isOther(address);
            deciding.emit(new DownloadGranted(id, address, agent, other, link.id(), link.endsAt()));
        }
    }

    /** The code of what is against it; null: nothing. A link that has ended is refused here too, since its uses are not kept for ever. */
    private static String refusal(RequestState request, DownloadLink link, Instant now) {
        if (request.phase() != Phase.READY) {
            return "EXPORT_EXPIRED";
        }
        if (link == null) {
            return "LINK_INVALID";
        }
        if (!now.isBefore(link.endsAt())) {
            return "LINK_EXPIRED";
        }
        long uses = request.file().usesOf(link.id());
        boolean oneTooMany = uses == 0 && request.file().links().size() >= MOST_LINKS;
        return uses >= link.uses() || oneTooMany ? "LINK_USED_UP" : null;
    }
}
