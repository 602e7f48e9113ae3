package io.lethe.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Whether the audit log is dense in every partition, and knows of a task, an answer of each service, and the end of each request. */
final class AuditCheck {
    private static final int HEADER = 5;

    private final Work work;
    private final boolean numbered;
    private final Map<Integer, Long> next = new HashMap<>();
    private final Map<String, Integer> events = new HashMap<>();
    private final BitSet ended = new BitSet();
    private BinaryDecoder decoder;

    AuditCheck(Work work, boolean numbered) {
        this.numbered = numbered;
        this.work = work;
    }

    /** Takes the next entry of its partition. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            read(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) throws IOException {
        byte[] entry = record.value();
        decoder = DecoderFactory.get().binaryDecoder(entry, HEADER, entry.length - HEADER, decoder);
        int partition = decoder.readInt();
        long sequence = decoder.readLong();
        decoder.readLong(); // when
        String event = decoder.readString();
        if (numbered) {
            count(record, partition, sequence);
        }
        events.merge(event, 1, Integer::sum);
        if (event.equals("RequestCompleted") && decoder.readIndex() == 1) {
            ended.set(Work.number(decoder.readString(new Utf8()).getBytes(), 0));
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> record, int partition, long sequence) {
        if (partition != record.partition() || sequence != next.getOrDefault(partition, sequence)) {
            throw new IllegalStateException(work + ": audit entry " + partition + "/" + sequence + " stands where "
                    + record.partition() + "/" + next.get(record.partition()) + " is due");
        }
        next.put(partition, sequence + 1);
    }

    /** Throws unless all of it is there. */
    void check() {
        require("RequestCompleted", work.requests());
        require("TaskIssued", work.requests() * Work.SERVICES);
        require("TaskAnswered", work.requests() * Work.SERVICES);
        if (ended.cardinality() != work.requests()) {
            throw new IllegalStateException(work + ": " + ended.cardinality() + " requests end in the audit log");
        }
    }

    private void require(String event, int times) {
        int found = events.getOrDefault(event, 0);
        if (found != times) {
            throw new IllegalStateException(work + ": " + found + " " + event + " in the audit log, not " + times);
        }
    }
}
