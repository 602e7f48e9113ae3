package io.lethe.bench;

import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a run's work stands in the topics, each piece once: a completion of every request, an answer of every service to every request, and an audit
 * log without a gap that has an event of every request.
 */
final class EndCheck implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final int HEADER = 5;

    private final Work work;
    private final boolean numbered;
    private final List<TopicPartition> acks;
    private final List<TopicPartition> audit;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Long> from;

    /** Remembers where the topics end before the run. */
    EndCheck(Deployment deployment, KafkaClients clients, Work work, boolean numbered) {
        this.numbered = numbered;
        this.work = work;
        this.acks = deployment.partitions(deployment.config().topics().acks());
        this.audit = deployment.partitions(deployment.config().topics().audit());
        this.consumer = clients.consumer(Map.of("fetch.max.bytes", 16 * 1024 * 1024));
        this.from = new HashMap<>(consumer.endOffsets(acks));
        from.putAll(consumer.endOffsets(audit));
    }

    /**
     * Reads what was written since.
     *
     * @throws IllegalStateException naming what is missing, or there twice
     */
    void run(Arrivals completions) {
        require(completions.count() == work.requests(), completions.count() + " completions");
        require(completions.twice() == 0, completions.twice() + " requests completed twice");
        checkAcks();
        checkAudit();
    }

    void checkAcks() {
        BitSet answers = new BitSet();
        read(acks, record -> answers.set(answer(record.value())));
        require(answers.cardinality() == work.requests() * Work.SERVICES, answers.cardinality() + " distinct acks");
    }

    void checkAudit() {
        AuditCheck log = new AuditCheck(work, numbered);
        read(audit, log::take);
        log.check();
    }

    /** The request's number and the service's: the task's id is a hash, so both come from the fields after it. */
    private int answer(byte[] ack) {
        int requestIdAt = HEADER + 1 + Work.ID_LENGTH + 1;
        int serviceAt = requestIdAt + Work.ID_LENGTH + 1;
        int service = (ack[serviceAt + 4] - '0') * 10 + ack[serviceAt + 5] - '0';
        require(work.owns(ack, requestIdAt), "an ack of another run");
        return Work.number(ack, requestIdAt) * Work.SERVICES + service - 1;
    }

    private void read(List<TopicPartition> partitions, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, from.get(partition)));
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            consumer.poll(POLL).forEach(each);
        }
    }

    private void require(boolean holds, String found) {
        if (!holds) {
            throw new IllegalStateException(work + ": " + found);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
