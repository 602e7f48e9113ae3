package io.lethe.serde;

import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.Notification;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.ServiceTask;
import io.lethe.schemas.TombstoneTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Records of every type of the contract, filled at random from a seed: all branches of all unions come up. */
final class RandomRecords {
    private static final long SEED = 20260301;

    private RandomRecords() {}

    static List<Class<? extends SpecificRecord>> contract() {
        return List.of(
                PrivacyCommand.class,
                ServiceDefinition.class,
                ServiceTask.class,
                ServiceAck.class,
                ExportFragment.class,
                TombstoneTask.class,
                RequestCompleted.class,
                Notification.class,
                AuditEntry.class,
                DeadLetter.class);
    }

    static List<SpecificRecord> of(Class<? extends SpecificRecord> type, int count) {
        Schema schema = SpecificData.get().getSchema(type);
        List<SpecificRecord> records = new ArrayList<>();
        for (Object random : new RandomData(schema, count, SEED)) {
            records.add(generated(type, schema, random));
        }
        return records;
    }

    private static SpecificRecord generated(Class<? extends SpecificRecord> type, Schema schema, Object random) {
        GeneratedData data = GeneratedData.of(type);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(random, encoder);
            encoder.flush();
            return new SpecificDatumReader<SpecificRecord>(schema, schema, data)
                    .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
