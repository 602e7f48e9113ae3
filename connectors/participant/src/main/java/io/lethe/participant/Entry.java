package io.lethe.participant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One record of a batch, the answer to it, and whether Kafka has that answer. */
final class Entry {
    private final ConsumerRecord<byte[], byte[]> record;
    private volatile ProducerRecord<byte[], byte[]> answer;
    private volatile Exception sendError;
    private volatile boolean settled;

    Entry(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    ConsumerRecord<byte[], byte[]> record() {
        return record;
    }

    void answerWith(ProducerRecord<byte[], byte[]> produced) {
        answer = produced;
    }

    /** The record to produce; null while there is no answer yet. */
    ProducerRecord<byte[], byte[]> answer() {
        return answer;
    }

    void sent(Exception error) {
        sendError = error;
        settled = error == null;
    }

    /** Why Kafka does not have the answer; null when it has it or was not asked. */
    Exception sendError() {
        return sendError;
    }

    boolean isSettled() {
        return settled;
    }

    /** Answered, and the answer has not arrived. */
    boolean isUnsent() {
        return answer != null && !settled;
    }
}
