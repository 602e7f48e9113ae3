package io.lethe.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);

    private final Batch batch = new Batch(new ConsumerRecords<>(
            Map.of(PARTITION, IntStream.of(5, 6, 9).mapToObj(BatchTest::record).toList()),
            Map.of(PARTITION, new OffsetAndMetadata(11))));

    @Test
    void shouldOfferNothingForCommitWhileTheFirstIsOpen() {
        settle(1);
        settle(2);
        assertThat(batch.settled()).isEmpty();
        assertThat(batch.unsettled()).containsEntry(PARTITION, 5L);
    }

    @Test
    void shouldOfferTheOffsetOfTheFirstOpenRecord() {
        settle(0);
        settle(1);
        assertThat(batch.settled().get(PARTITION).offset()).isEqualTo(9);
        assertThat(batch.unsettled()).containsEntry(PARTITION, 9L);
    }

    @Test
    void shouldOfferThePositionBehindTheMarkersWhenAllAreSettled() {
        List.of(0, 1, 2).forEach(this::settle);
        assertThat(batch.settled().get(PARTITION).offset()).isEqualTo(11);
        assertThat(batch.unsettled()).isEmpty();
    }

    @Test
    void shouldTakeAnAnswerThatDidNotArriveAsOpen() {
        batch.entries().get(0).sent(new IllegalStateException());
        assertThat(batch.settled()).isEmpty();
    }

    private void settle(int index) {
        batch.entries().get(index).sent(null);
    }

    private static ConsumerRecord<byte[], byte[]> record(int offset) {
        return new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]);
    }
}
