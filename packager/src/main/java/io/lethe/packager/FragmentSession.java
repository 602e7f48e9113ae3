package io.lethe.packager;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.keys.Keys;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.ExportFragment;
import io.lethe.storage.Place;
import io.lethe.worker.DeadLetterRecords;
import io.lethe.worker.Sends;
import io.lethe.worker.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fragments to staging, then offsets: a crash in between stages the same again, which changes nothing. */
final class FragmentSession implements Worker.Session {
    private static final Logger LOG = LoggerFactory.getLogger(FragmentSession.class);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final ValueReader<ExportFragment> reader;
    private final DeadLetterRecords deadLetters;
    private final FragmentCheck check;
    private final Staging staging;
    private final Keys keys;

    FragmentSession(
            Consumer<byte[], byte[]> consumer,
            Producer<byte[], byte[]> producer,
            ValueReader<ExportFragment> reader,
            DeadLetterRecords deadLetters,
            FragmentCheck check,
            Staging staging,
            Keys keys) {
        this.consumer = consumer;
        this.producer = producer;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.check = check;
        this.staging = staging;
        this.keys = keys;
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> records) {
        List<Future<RecordMetadata>> letters = new ArrayList<>();
        Map<String, Boolean> over = new HashMap<>();
        Set<Place> places = new LinkedHashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            take(record, over, places, letters);
        }
        places.forEach(this::tidy);
        letters.forEach(Sends::confirm);
        consumer.commitSync();
    }

    private void take(
            ConsumerRecord<byte[], byte[]> record,
            Map<String, Boolean> over,
            Set<Place> places,
            List<Future<RecordMetadata>> letters) {
        try {
            if (record.key() == null) {
                throw new PoisonException(Poison.NULL_KEY);
            }
            String subjectId = new String(record.key(), UTF_8);
            ExportFragment fragment = reader.read(record.topic(), record.value());
            check.refusal(subjectId, fragment).ifPresent(poison -> {
                throw new PoisonException(poison);
            });
            Place place = new Place(keys.exportFolder(subjectId), fragment.getRequestId());
            places.add(place);
            stage(place, fragment, record.offset(), over);
        } catch (PoisonException e) {
            letters.add(producer.send(deadLetters.of(record, e)));
        }
    }

    /** Whether a task is over is asked once for what was polled together: each question is a call to the store. */
    private void stage(Place place, ExportFragment fragment, long offset, Map<String, Boolean> over) {
        try {
            Boolean known = over.get(fragment.getTaskId());
            boolean late = known != null ? known : staging.isOver(place, fragment.getTaskId());
            over.put(fragment.getTaskId(), late);
            if (late) {
                LOG.info("Fragment {} of task {} comes too late", fragment.getSequence(), fragment.getTaskId());
            } else {
                staging.put(place, fragment, offset);
            }
        } catch (IOException e) {
            throw new StoreException(e);
        }
    }

    /** An export may have been finished or deleted since it was asked whether a fragment comes too late. */
    private void tidy(Place place) {
        try {
            staging.tidy(place);
        } catch (IOException e) {
            throw new StoreException(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
