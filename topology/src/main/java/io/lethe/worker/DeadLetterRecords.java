package io.lethe.worker;

import io.lethe.config.Topics;
import io.lethe.poison.DeadLetters;
import io.lethe.poison.PoisonException;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dead letters as workers produce them, and a line in the log: where the record stands and why, never what it holds. */
public final class DeadLetterRecords {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterRecords.class);

    private final String topic;
    private final Serde<SpecificRecord> serde;
    private final Clock clock;

    /** Reports to this deployment's topic. */
    public DeadLetterRecords(Topics topics, Serde<SpecificRecord> serde, Clock clock) {
        this.topic = topics.deadLetters();
        this.serde = serde;
        this.clock = clock;
    }

    /** The report to produce, without key. */
    public ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, PoisonException poison) {
        LOG.warn(
                "Record {}-{}@{} is set aside: {} {}",
                record.topic(),
                record.partition(),
                record.offset(),
                poison.reason(),
                poison.errorClass());
        var letter = DeadLetters.of(record.topic(), record.partition(), record.offset(), poison, clock.instant());
        return new ProducerRecord<>(topic, null, serde.serializer().serialize(topic, letter));
    }
}
