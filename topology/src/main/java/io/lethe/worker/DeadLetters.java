package io.lethe.worker;

import io.lethe.config.Topics;
import io.lethe.schemas.DeadLetter;
import java.time.Clock;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports of records that are set aside: where one stands and why, never what it holds. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String topic;
    private final Serde<SpecificRecord> serde;
    private final Clock clock;

    /** Reports to this deployment's topic. */
    public DeadLetters(Topics topics, Serde<SpecificRecord> serde, Clock clock) {
        this.topic = topics.deadLetters();
        this.serde = serde;
        this.clock = clock;
    }

    /** The report to produce, without key. */
    public ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, Poison poison) {
        LOG.warn(
                "Record {}-{}@{} is set aside: {} {}",
                record.topic(),
                record.partition(),
                record.offset(),
                poison.reason(),
                poison.errorClass());
        var letter = new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                poison.reason(),
                poison.errorClass(),
                clock.instant());
        return new ProducerRecord<>(topic, null, serde.serializer().serialize(topic, letter));
    }
}
