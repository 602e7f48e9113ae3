package io.lethe.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.lethe.http.Bodies.Nothing;
import io.lethe.http.DownloadLinks.Link;
import io.lethe.keys.ControlTags;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.ExportFile;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RequestEvent.DownloadGranted;
import io.lethe.lifecycle.RequestEvent.DownloadRefused;
import io.lethe.lifecycle.RequestState;
import io.lethe.query.RequestPlace;
import io.lethe.schemas.AccessKind;
import io.lethe.schemas.RecordAccess;
import io.lethe.storage.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Links to finished exports, and the files behind them. Every try is recorded before it is answered, and the one writer of the subject counts uses: two
 * instances cannot both hand out the last one.
 */
final class DownloadHandlers {
    private final CommandSender sender;
    private final StatusReader reader;
    private final Urls urls;
    private final Handouts handouts;
    private final Keys keys;
    private final Limits limits;
    private final DownloadCounts counts;
    private final Clock clock;
    private final DownloadLinks links;
    private final ClientTraces traces;
    private final ControlTags tags;
    private final SecureRandom random = new SecureRandom();

    /**
     * How long and how often a link works.
     *
     * @param ttl how long
     * @param uses how often
     */
    record Limits(Duration ttl, int uses) {}

    /** A file about to be handed out; {@code digest} null: nobody said what it is. */
    private record Handed(UUID id, Handout file, String digest) {}

    DownloadHandlers(
            CommandSender sender,
            StatusReader reader,
            Urls urls,
            Handouts handouts,
            Keys keys,
            Limits limits,
            DownloadCounts counts,
            Clock clock) {
        this.sender = sender;
        this.reader = reader;
        this.urls = urls;
        this.handouts = handouts;
        this.keys = keys;
        this.limits = limits;
        this.counts = counts;
        this.clock = clock;
        this.links = new DownloadLinks(keys);
        this.traces = new ClientTraces(keys);
        this.tags = new ControlTags(keys);
    }

    /** POST /requests/{id}/download-url. */
    void link(Context ctx) {
        Exchange.body(ctx, Nothing.class);
        UUID id = Fields.requestId(ctx.pathParam("id"));
        String subjectId = reader.place(id).row().subjectId();
        checkReady(id);
        Link link = new Link(
                id,
                clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(limits.ttl()),
                random.nextLong(),
                limits.uses());
        String url = urls.download(links.token(subjectId, link));
        ctx.future(() -> record(ctx, subjectId, id, AccessKind.LINK_ISSUED, link.code())
                .thenAccept(outcome -> Exchange.json(ctx, 200, new Answers.DownloadUrl(url, link.expiresAt()))));
    }

    private void checkReady(UUID id) {
        RequestState request = reader.view(id).request();
        if (request == null || (!request.isErasure() && request.isOpen())) {
            throw problem(ProblemCode.NOT_READY, id);
        }
        if (request.isErasure()) {
            throw problem(ProblemCode.NOT_SUPPORTED, id);
        }
        if (request.phase() != Phase.READY) {
            throw problem(ProblemCode.REQUEST_CLOSED, id);
        }
    }

    private static ProblemException problem(ProblemCode code, UUID id) {
        return new ProblemException(code, code.title()).about(id.toString(), List.of());
    }

    /** GET /downloads/{token}: streams the plain file. Ranges are not served: a link's uses are counted, and half a file would be one. */
    void download(Context ctx) {
        if (!ctx.method().equals(HandlerType.GET)) {
            ctx.header("Allow", "GET");
            throw new ProblemException(ProblemCode.METHOD_NOT_ALLOWED, "a download link works with GET alone");
        }
        String token = ctx.pathParam("token");
        Optional<Link> link = links.read(token);
        Optional<RequestPlace> place = link.flatMap(l -> reader.find(l.requestId()));
        String subjectId = place.map(p -> p.row().subjectId()).orElse(null);
        if (subjectId == null) {
            counts.refused(ProblemCode.LINK_INVALID);
            throw new ProblemException(ProblemCode.LINK_INVALID, ProblemCode.LINK_INVALID.title());
        }
        Optional<ProblemCode> refusal = refusal(token, subjectId, link.get());
        if (refusal.isPresent()) {
            refuse(ctx, subjectId, link.get(), refusal.get());
        } else {
            hand(ctx, subjectId, link.get());
        }
    }

    private Optional<ProblemCode> refusal(String token, String subjectId, Link link) {
        if (!links.isGenuine(token, subjectId, link)) {
            return Optional.of(ProblemCode.LINK_INVALID);
        }
        if (!clock.instant().isBefore(link.expiresAt())) {
            return Optional.of(ProblemCode.LINK_EXPIRED);
        }
        RequestState request = reader.view(link.requestId()).request();
        boolean there = request != null && request.phase() == Phase.READY;
        return there ? Optional.empty() : Optional.of(ProblemCode.EXPORT_EXPIRED);
    }

    private void refuse(Context ctx, String subjectId, Link link, ProblemCode code) {
        counts.refused(code);
        ctx.future(() -> record(ctx, subjectId, link.requestId(), AccessKind.DOWNLOAD_REFUSED, code.name())
                .thenAccept(outcome -> {
                    throw new ProblemException(code, code.title());
                }));
    }

    /** The file is opened first: neither a store that does not answer nor a lack of places may cost a use. */
    private void hand(Context ctx, String subjectId, Link link) {
        UUID id = link.requestId();
        Place place = new Place(keys.exportFolder(subjectId), id.toString());
        String digest = digest(id);
        Handed handed = new Handed(id, handouts.open(place.file(), id.toString()), digest);
        // What completes the future writes the file too: a thread that others wait for must not.
        ctx.future(() -> record(ctx, subjectId, id, AccessKind.DOWNLOAD_GRANTED, link.code())
                .thenAcceptAsync(outcome -> answer(ctx, handed, outcome), handouts.writers())
                .whenComplete((nothing, error) -> {
                    if (error != null) {
                        close(handed.file());
                    }
                }));
    }

    private void answer(Context ctx, Handed handed, CommandOutcome outcome) {
        if (!outcome.heard()) {
            throw new ProblemException(ProblemCode.NOT_DECIDED, "decided elsewhere, and how is not known here");
        }
        for (Event event : outcome.events()) {
            if (event instanceof DownloadGranted granted) {
                counts.granted(granted.otherNetwork());
                send(ctx, handed);
                return;
            }
        }
        ProblemCode code = outcome.events().stream()
                .filter(DownloadRefused.class::isInstance)
                .map(e -> ProblemCode.valueOf(((DownloadRefused) e).refusal()))
                .findFirst()
                .orElse(ProblemCode.EXPORT_EXPIRED);
        counts.refused(code);
        throw new ProblemException(code, code.title());
    }

    private static void send(Context ctx, Handed handed) {
        ctx.status(200)
                .contentType("application/zip")
                .header("Content-Length", Long.toString(handed.file().size()))
                .header("Content-Disposition", "attachment; filename=\"export-" + handed.id() + ".zip\"")
                .header("Accept-Ranges", "none");
        if (handed.digest() != null) {
            ctx.header("Repr-Digest", handed.digest());
        }
        ctx.result(handed.file());
    }

    /** RFC 9530, so that whoever downloads can check what came. */
    private String digest(UUID id) {
        RequestState request = reader.view(id).request();
        ExportFile file = request == null ? null : request.file();
        if (file == null || file.digest() == null) {
            return null;
        }
        byte[] hash = HexFormat.of().parseHex(file.digest().sha256());
        return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ':';
    }

    private static void close(Handout file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("an export's file does not close", e);
        }
    }

    /** Whatever goes wrong fails the future, so that whoever has opened a file closes it in one place. */
    private CompletableFuture<CommandOutcome> record(
            Context ctx, String subjectId, UUID id, AccessKind kind, String code) {
        try {
            RecordAccess access = tags.sign(subjectId, traces.access(ctx, id.toString(), kind, code));
            return sender.send(subjectId, Actors.EDGE, access);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
