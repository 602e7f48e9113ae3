package io.lethe.store;

import io.lethe.lifecycle.Deadline;
import io.lethe.lifecycle.Ending;
import io.lethe.lifecycle.ExportFile;
import io.lethe.lifecycle.FileDigest;
import io.lethe.lifecycle.LinkUses;
import io.lethe.lifecycle.Milestone;
import io.lethe.lifecycle.Origin;
import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.Progress;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;

/** The binary form of a request. Times are distances from its acceptance. */
final class RequestCodec {
    private static final Codes<RequestType> TYPES =
            Codes.of(RequestType.class, RequestType.ERASURE, RequestType.EXPORT, RequestType.UNKNOWN);
    private static final Codes<Regulation> REGULATIONS =
            Codes.of(Regulation.class, Regulation.GDPR, Regulation.CCPA, Regulation.OTHER);
    private static final Codes<ExportFormat> FORMATS =
            Codes.of(ExportFormat.class, ExportFormat.JSON, ExportFormat.CSV, ExportFormat.XML);
    private static final Codes<Outcome> OUTCOMES = Codes.of(
            Outcome.class,
            Outcome.COMPLETED,
            Outcome.COMPLETED_WITH_EXEMPTIONS,
            Outcome.CANCELLED,
            Outcome.REJECTED,
            Outcome.UNKNOWN);
    private static final Codes<Phase> PHASES = Codes.of(
            Phase.class,
            Phase.QUEUED,
            Phase.COALESCED,
            Phase.AWAITING_APPROVAL,
            Phase.SOFT_DELETING,
            Phase.GRACE,
            Phase.AWAITING_EXPORT,
            Phase.ON_HOLD,
            Phase.HARD_DELETING,
            Phase.VERIFYING,
            Phase.RESTORING,
            Phase.COLLECTING,
            Phase.PACKAGING,
            Phase.READY,
            Phase.EXPIRED,
            Phase.DONE);

    /** Form of a file: 2 brought its announcement and the uses of its links, 3 what it is. */
    private static final int FILE = 3;

    private RequestCodec() {}

    static void write(RowWriter out, RequestState request) {
        Instant base = request.origin().acceptedAt();
        writeOrigin(out, request.origin());
        PHASES.write(out, request.phase());
        writeDeadline(out, request.deadline(), base);
        writeProgress(out, request.progress(), base);
        writeEnding(out, request.ending(), base);
        writeFile(out, request.file(), base);
        out.list(request.steps(), (o, s) -> StepCodec.write(o, s, base));
        out.list(request.history(), (o, m) -> writeMilestone(o, m, base));
    }

    static RequestState read(RowReader in) {
        Origin origin = readOrigin(in);
        Instant base = origin.acceptedAt();
        return new RequestState(
                origin,
                PHASES.read(in),
                readDeadline(in, base),
                readProgress(in, base),
                readEnding(in, base),
                readFile(in, base),
                in.list(() -> StepCodec.read(in, base)),
                in.list(() -> readMilestone(in, base)));
    }

    private static void writeOrigin(RowWriter out, Origin origin) {
        out.id(origin.requestId());
        out.signed(origin.acceptedAt().toEpochMilli());
        TYPES.write(out, origin.type());
        REGULATIONS.write(out, origin.regulation());
        out.time(origin.receivedAt(), origin.acceptedAt());
        out.text(origin.requestedBy());
        out.flag(origin.allServices());
        out.texts(origin.named());
        out.optional(origin.gracePeriod() == null ? null : origin.gracePeriod().toString());
        out.flag(origin.approval());
        FORMATS.writeOptional(out, origin.format());
        out.hex(origin.contentHash());
        out.list(origin.identityHashes(), RowWriter::hex);
    }

    private static Origin readOrigin(RowReader in) {
        String id = in.id();
        Instant acceptedAt = Instant.ofEpochMilli(in.signed());
        return new Origin(
                id,
                TYPES.read(in),
                REGULATIONS.read(in),
                acceptedAt,
                in.time(acceptedAt),
                in.text(),
                in.flag(),
                in.texts(),
                readDuration(in),
                in.flag(),
                FORMATS.readOptional(in),
                in.hex(),
                in.list(in::hex));
    }

    private static Duration readDuration(RowReader in) {
        String text = in.optional();
        return text == null ? null : Duration.parse(text);
    }

    private static void writeDeadline(RowWriter out, Deadline deadline, Instant base) {
        out.time(deadline.dueAt(), base);
        out.flag(deadline.extended());
        out.number(deadline.warned());
        out.flag(deadline.missed());
    }

    private static Deadline readDeadline(RowReader in, Instant base) {
        return new Deadline(in.time(base), in.flag(), in.count(), in.flag());
    }

    private static void writeProgress(RowWriter out, Progress progress, Instant base) {
        out.time(progress.approvedAt(), base);
        out.time(progress.startedAt(), base);
        out.time(progress.graceEndsAt(), base);
        out.time(progress.dispatchedAt(), base);
        out.time(progress.verifyAt(), base);
        out.flag(progress.failed());
        out.optional(progress.coalescedWith());
    }

    private static Progress readProgress(RowReader in, Instant base) {
        return new Progress(
                in.time(base), in.time(base), in.time(base), in.time(base), in.time(base), in.flag(), in.optional());
    }

    private static void writeEnding(RowWriter out, Ending ending, Instant base) {
        out.flag(ending != null);
        if (ending != null) {
            OUTCOMES.write(out, ending.outcome());
            out.optional(ending.code());
            out.optional(ending.reason());
            out.time(ending.completedAt(), base);
        }
    }

    private static Ending readEnding(RowReader in, Instant base) {
        return in.flag() ? new Ending(OUTCOMES.read(in), in.optional(), in.optional(), in.time(base)) : null;
    }

    private static void writeFile(RowWriter out, ExportFile file, Instant base) {
        out.octet(file == null ? 0 : FILE);
        if (file != null) {
            out.time(file.readyAt(), base);
            out.time(file.windowEndsAt(), base);
            out.time(file.expiresAt(), base);
            out.flag(file.warned());
            out.number(file.downloads());
            out.optional(file.network());
            out.list(file.links(), (o, l) -> writeLink(o, l, base));
            writeDigest(out, file.digest());
        }
    }

    private static void writeDigest(RowWriter out, FileDigest digest) {
        out.flag(digest != null);
        if (digest != null) {
            out.number(digest.sizeBytes());
            out.hex(digest.sha256());
        }
    }

    private static ExportFile readFile(RowReader in, Instant base) {
        int form = in.octet();
        if (form > FILE) {
            throw new SerializationException("a stored file has form " + form + ", this Lethe reads up to " + FILE
                    + ": run the release that wrote it, or a later one");
        }
        return form == 0 ? null : readFile(in, form, base);
    }

    private static ExportFile readFile(RowReader in, int form, Instant base) {
        Instant readyAt = in.time(base);
        Instant windowEndsAt = in.time(base);
        Instant expiresAt = in.time(base);
        boolean warned = form >= 2 && in.flag();
        long downloads = in.number();
        String network = in.optional();
        List<LinkUses> links =
                form >= 2 ? in.list(() -> new LinkUses(in.hex(), in.number(), in.time(base))) : List.of();
        FileDigest digest = form >= 3 && in.flag() ? new FileDigest(in.number(), in.hex()) : null;
        return new ExportFile(readyAt, windowEndsAt, expiresAt, warned, digest, downloads, network, links);
    }

    private static void writeLink(RowWriter out, LinkUses link, Instant base) {
        out.hex(link.linkId());
        out.number(link.uses());
        out.time(link.endsAt(), base);
    }

    private static void writeMilestone(RowWriter out, Milestone milestone, Instant base) {
        out.time(milestone.at(), base);
        out.text(milestone.event());
        out.optional(milestone.code());
    }

    private static Milestone readMilestone(RowReader in, Instant base) {
        return new Milestone(in.time(base), in.text(), in.optional());
    }
}
