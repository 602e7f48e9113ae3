package io.lethe.store;

import io.lethe.keys.ExportKeys;
import io.lethe.lifecycle.ClosedRequest;
import io.lethe.lifecycle.Hold;
import io.lethe.lifecycle.SubjectState;
import io.lethe.schemas.Identity;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.serde.GeneratedData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.MessageDecoder;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** The serdes of all rows. */
public final class RowSerdes {
    private static final MessageDecoder<ServiceDefinition> DEFINITIONS =
            new BinaryMessageDecoder<>(GeneratedData.of(ServiceDefinition.class), ServiceDefinition.getClassSchema());

    private RowSerdes() {}

    /** Rows of {@link Stores#SUBJECTS}. */
    public static Serde<SubjectRow> subjects() {
        return new RowSerde<>("subject", 1, RowSerdes::writeSubject, RowSerdes::readSubject);
    }

    /** Rows of {@link Stores#REQUESTS}. */
    public static Serde<RequestRow> requests() {
        return new RowSerde<>("request", 1, RowSerdes::writeRequest, RowSerdes::readRequest);
    }

    /** Rows of {@link Stores#IDENTITIES}. */
    public static Serde<IdentitiesRow> identities() {
        return new RowSerde<>("identities", 1, RowSerdes::writeIdentities, RowSerdes::readIdentities);
    }

    /** Rows of {@link Stores#CATALOGUE}. */
    public static Serde<CatalogueRow> catalogue() {
        return new RowSerde<>("catalogue", 1, RowSerdes::writeService, RowSerdes::readService);
    }

    private static void writeService(RowWriter out, CatalogueRow row) {
        out.number(row.version());
        out.flag(row.removed());
        byte[] definition = encode(row.definition());
        out.number(definition.length);
        out.raw(definition);
    }

    private static CatalogueRow readService(RowReader in) {
        return new CatalogueRow(in.number(), in.flag(), decode(in.raw(in.count())));
    }

    /** Avro's single-object form: it carries the schema's fingerprint, so that a later schema can tell an older row. */
    private static byte[] encode(ServiceDefinition definition) {
        try {
            ByteBuffer bytes = ServiceDefinition.getEncoder().encode(definition);
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (IOException e) {
            throw new SerializationException("definition of service " + definition.getName() + " cannot be stored", e);
        }
    }

    private static ServiceDefinition decode(byte[] bytes) {
        try {
            return DEFINITIONS.decode(bytes);
        } catch (IOException e) {
            throw new SerializationException("a stored service definition cannot be read", e);
        }
    }

    private static void writeSubject(RowWriter out, SubjectRow row) {
        SubjectState state = row.state();
        out.raw(row.pseudonymKey().bytes());
        out.time(row.timerAt(), Instant.EPOCH);
        out.list(state.requests(), RequestCodec::write);
        out.list(state.closed(), RowSerdes::writeClosed);
        out.list(state.holds(), RowSerdes::writeHold);
        out.time(state.idleSince(), Instant.EPOCH);
    }

    private static SubjectRow readSubject(RowReader in) {
        PseudonymKey key = new PseudonymKey(in.raw(PseudonymKey.LENGTH));
        Instant timerAt = in.time(Instant.EPOCH);
        SubjectState state = new SubjectState(
                in.list(() -> RequestCodec.read(in)),
                in.list(() -> new ClosedRequest(in.id(), in.time(Instant.EPOCH))),
                in.list(() -> readHold(in)),
                in.time(Instant.EPOCH),
                false);
        return new SubjectRow(key, state, timerAt);
    }

    private static void writeClosed(RowWriter out, ClosedRequest closed) {
        out.id(closed.requestId());
        out.time(closed.closedAt(), Instant.EPOCH);
    }

    private static void writeHold(RowWriter out, Hold hold) {
        out.text(hold.holdId());
        out.texts(hold.services());
        out.time(hold.until(), Instant.EPOCH);
        out.time(hold.placedAt(), Instant.EPOCH);
        out.hex(hold.contentHash());
    }

    private static Hold readHold(RowReader in) {
        return new Hold(in.text(), in.texts(), in.time(Instant.EPOCH), in.time(Instant.EPOCH), in.hex());
    }

    private static void writeRequest(RowWriter out, RequestRow row) {
        out.optional(row.subjectId());
        out.raw(row.pseudonymKey().bytes());
        out.hex(row.contentHash());
        out.flag(row.isClosed());
        if (row.isClosed()) {
            RequestCodec.write(out, row.summary());
        }
    }

    private static RequestRow readRequest(RowReader in) {
        return new RequestRow(
                in.optional(),
                new PseudonymKey(in.raw(PseudonymKey.LENGTH)),
                in.hex(),
                in.flag() ? RequestCodec.read(in) : null);
    }

    private static void writeIdentities(RowWriter out, IdentitiesRow row) {
        out.list(row.identities(), RowSerdes::writeIdentity);
        out.optional(row.reason());
        if (row.export() != null) {
            out.text(row.export().publicKey());
            out.text(row.export().wrappedKey());
        }
    }

    private static void writeIdentity(RowWriter out, Identity identity) {
        out.text(identity.getType());
        out.text(identity.getValue());
    }

    private static IdentitiesRow readIdentities(RowReader in) {
        return new IdentitiesRow(
                in.list(() -> new Identity(in.text(), in.text())),
                in.optional(),
                // Erasures have none, and rows of an older release end here.
                in.isAtEnd() ? null : new ExportKeys(in.text(), in.text()));
    }
}
