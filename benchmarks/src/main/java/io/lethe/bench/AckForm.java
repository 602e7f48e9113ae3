package io.lethe.bench;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.Utf8;
import org.apache.kafka.common.serialization.Serializer;

/** Makes the ack of a task from the task's bytes, field by field and with no objects between: what answers must not be what is measured. */
final class AckForm {
    private static final int HEADER = 5;
    private static final int DONE = AckOutcome.getClassSchema().getEnumOrdinal(AckOutcome.DONE.name());

    private final byte[] header;
    private final long completedAt = Instant.now().toEpochMilli();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    private BinaryDecoder decoder;
    private Utf8 taskId = new Utf8();
    private Utf8 requestId = new Utf8();
    private Utf8 token = new Utf8();

    /** Acks for a topic; the serializer says under which schema id. */
    AckForm(String ackTopic, Serializer<SpecificRecord> serializer) {
        ServiceAck any = new ServiceAck(
                "",
                "",
                "",
                Action.HARD_DELETE,
                "",
                null,
                AckOutcome.DONE,
                1L,
                true,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null);
        header = Arrays.copyOf(serializer.serialize(ackTopic, any), HEADER);
    }

    /** The answer DONE of a service to a task. */
    byte[] answer(byte[] task, String service) {
        try {
            decoder = DecoderFactory.get().binaryDecoder(task, HEADER, task.length - HEADER, decoder);
            taskId = decoder.readString(taskId);
            requestId = decoder.readString(requestId);
            int action = decoder.readEnum();
            decoder.readInt(); // round
            decoder.readInt(); // attempt
            skipIdentities();
            token = decoder.readString(token);
            return write(service, action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void skipIdentities() throws IOException {
        for (long left = decoder.skipArray(); left != 0; left = decoder.skipArray()) {
            for (long i = 0; i < left; i++) {
                decoder.skipString();
                decoder.skipString();
            }
        }
    }

    private byte[] write(String service, int action) throws IOException {
        out.reset();
        out.writeBytes(header);
        encoder.writeString(taskId);
        encoder.writeString(requestId);
        encoder.writeString(service);
        encoder.writeEnum(action);
        encoder.writeString(token);
        encoder.writeIndex(0); // attempt: the current one
        encoder.writeEnum(DONE);
        encoder.writeLong(1); // rows
        encoder.writeBoolean(true); // retryable
        encoder.writeIndex(0); // no reason
        encoder.writeIndex(0); // no fragments
        encoder.writeLong(completedAt);
        encoder.writeIndex(0); // no run
        encoder.writeIndex(0); // no file's size
        encoder.writeIndex(0); // and no hash
        return out.toByteArray();
    }
}
