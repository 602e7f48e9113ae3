package io.lethe.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Answers every task of all services DONE, as a participant does: read committed, acks flushed, then offsets. Both contenders on Kafka have the same. */
final class Ackers extends Loop {
    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> tasks;
    private final Writer acks;
    private final String ackTopic;
    private final AckForm form;

    /**
     * Answers tasks issued from now on.
     *
     * @param taskTopics topics of one partition each
     */
    Ackers(KafkaClients clients, List<String> taskTopics, String ackTopic, AckForm form) {
        super("ackers");
        this.tasks = clients.consumer(Map.of("group.id", ackTopic + "-bench", "auto.offset.reset", "latest"));
        List<TopicPartition> partitions =
                taskTopics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
        tasks.assign(partitions);
        tasks.seekToEnd(partitions);
        partitions.forEach(tasks::position);
        this.acks = new Writer(clients.producer(Map.of()));
        this.ackTopic = ackTopic;
        this.form = form;
    }

    @Override
    void turn() {
        var records = tasks.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        for (ConsumerRecord<byte[], byte[]> task : records) {
            acks.write(new ProducerRecord<>(ackTopic, task.key(), form.answer(task.value(), service(task.topic()))));
        }
        acks.flush();
        tasks.commitAsync();
    }

    private static String service(String topic) {
        return topic.substring(topic.lastIndexOf('.') + 1);
    }

    @Override
    void end() {
        acks.close();
        tasks.close();
    }
}
