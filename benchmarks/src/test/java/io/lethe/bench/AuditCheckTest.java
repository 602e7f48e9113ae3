package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.AuditEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AuditCheckTest {
    private final Work work = Work.erasures(1, 1);
    private final AuditCheck check = new AuditCheck(work, true);

    @Test
    void shouldRefuseAGap() throws IOException {
        check.take(entry(7));

        assertThatThrownBy(() -> check.take(entry(9))).hasMessageContaining("0/9 stands where 0/8 is due");
    }

    @Test
    void shouldRefuseAnEntryThatIsThereTwice() throws IOException {
        check.take(entry(7));

        assertThatThrownBy(() -> check.take(entry(7))).hasMessageContaining("0/7 stands where 0/8 is due");
    }

    @Test
    void shouldRefuseAnEndThatIsThereTwice() throws IOException {
        check.take(entry(7));
        check.take(entry(8));

        assertThatThrownBy(check::check).hasMessageContaining("2 RequestCompleted in the audit log, not 1");
    }

    private ConsumerRecord<byte[], byte[]> entry(long sequence) throws IOException {
        AuditEntry entry = new AuditEntry(
                0, sequence, Instant.EPOCH, "RequestCompleted", work.requestId(0), null, "service:x", null, Map.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[5]);
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(AuditEntry.class).write(entry, encoder);
        encoder.flush();
        return new ConsumerRecord<>("audit", 0, sequence, null, out.toByteArray());
    }
}
