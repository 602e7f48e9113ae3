package io.lethe.http;

import io.lethe.http.NewRequest.IdentityBody;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.Identity;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Checks bodies and makes commands of them. Pure. */
final class CommandContents {
    private static final int MAX_IDENTITIES = 20;
    private static final int MAX_IDENTITY_TYPE = 64;
    private static final int MAX_IDENTITY_VALUE = 512;
    /** Clocks of callers may be ahead a little; the engine takes such a moment for now. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private CommandContents() {}

    /** The command that asks for a request; refuses what no service or setting could make right. */
    static SpecificRecord request(NewRequest body, String requestId, Regulation usual, Instant now) {
        Fields.present("type", body.type());
        Regulation regulation = body.regulation() == null ? usual : body.regulation();
        List<Identity> identities = identities(body.identities());
        List<String> services = Fields.services(body.services());
        String reason = Fields.optionalReason(body.reason());
        Instant received = received(body.receivedAt(), now);
        if (body.type() == NewRequest.Type.EXPORT) {
            Fields.absent("gracePeriod", body.gracePeriod(), "is for erasures only");
            ExportFormat format = body.format() == null ? ExportFormat.JSON : body.format();
            return new RequestExport(requestId, regulation, identities, services, format, reason, received);
        }
        Fields.absent("format", body.format(), "is for exports only");
        String grace = Fields.duration("gracePeriod", body.gracePeriod());
        return new RequestErasure(requestId, regulation, identities, services, reason, grace, received);
    }

    /** The command that places a hold. */
    static PlaceHold hold(Bodies.NewHold body, String holdId) {
        return new PlaceHold(
                holdId,
                Fields.services(body.services()),
                Fields.reason(body.reason()),
                Fields.instant("until", body.until()));
    }

    private static Instant received(String text, Instant now) {
        Instant received = Fields.instant("receivedAt", text);
        Fields.require(
                received == null || received.isBefore(now.plus(SKEW)), "receivedAt", "must not be in the future");
        return received;
    }

    private static List<Identity> identities(List<IdentityBody> bodies) {
        if (bodies == null) {
            return List.of();
        }
        Fields.require(bodies.size() <= MAX_IDENTITIES, "identities", "must be at most " + MAX_IDENTITIES);
        List<Identity> identities = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            identities.add(identity("identities[" + i + "]", bodies.get(i)));
        }
        return identities;
    }

    private static Identity identity(String field, IdentityBody body) {
        Fields.present(field, body);
        String type = Fields.bytes(field + ".type", body.type(), Fields.MAX_SUBJECT);
        Fields.require(
                type.length() <= MAX_IDENTITY_TYPE,
                field + ".type",
                "must have 1 to " + MAX_IDENTITY_TYPE + " characters");
        return new Identity(type, Fields.bytes(field + ".value", body.value(), MAX_IDENTITY_VALUE));
    }
}
