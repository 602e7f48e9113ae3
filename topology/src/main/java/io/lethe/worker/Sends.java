package io.lethe.worker;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What workers that go on only when a record stands in the log do with a send. */
public final class Sends {
    private Sends() {}

    /**
     * Waits until the record stands in the log.
     *
     * @throws KafkaException what the producer says, or {@link InterruptException}
     */
    public static void confirm(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }
}
