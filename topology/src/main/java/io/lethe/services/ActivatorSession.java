package io.lethe.services;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.config.LetheConfig;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.topics.TopicSetupException;
import io.lethe.worker.DeadLetterRecords;
import io.lethe.worker.Worker;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes changes one by one in their order: each is checked against what the ones before it left. */
final class ActivatorSession implements Worker.Session {
    private static final Logger LOG = LoggerFactory.getLogger(ActivatorSession.class);

    private final ChangePublisher publisher;
    private final CatalogueHistory history;
    private final ServiceChecks checks;
    private final Serde<SpecificRecord> serde;
    private final ValueReader<ServiceDefinition> reader;
    private final DeadLetterRecords deadLetters;
    private Map<String, ServiceDefinition> catalogue = new HashMap<>();
    private long next;

    ActivatorSession(
            ChangePublisher publisher,
            CatalogueHistory history,
            ServiceChecks checks,
            Serde<SpecificRecord> serde,
            LetheConfig config,
            Clock clock) {
        this.publisher = publisher;
        this.history = history;
        this.checks = checks;
        this.serde = serde;
        this.reader = new ValueReader<>(serde.deserializer(), ServiceDefinition.class);
        this.deadLetters = new DeadLetterRecords(config.topics(), serde, clock);
    }

    @Override
    public void handle(ConsumerRecords<byte[], byte[]> records) {
        for (var change : records) {
            catchUp(change);
            take(change);
            next = change.offset() + 1;
        }
    }

    @Override
    public void close() {
        publisher.close();
        history.close();
        checks.close();
        serde.close();
    }

    /** After a start, and where offsets are missing: compaction took them, or another instance was active meanwhile. */
    private void catchUp(ConsumerRecord<byte[], byte[]> change) {
        if (change.offset() != next) {
            var partition = new TopicPartition(change.topic(), change.partition());
            catalogue = history.before(partition, change.offset());
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> change) {
        if (change.key() == null) {
            setAside(change, new PoisonException(Poison.NULL_KEY));
            return;
        }
        var name = new String(change.key(), UTF_8);
        if (change.value() == null) {
            remove(change, name);
            return;
        }
        try {
            define(change, name, reader.read(change.topic(), change.value()));
        } catch (PoisonException e) {
            setAside(change, e);
        }
    }

    private void define(ConsumerRecord<byte[], byte[]> change, String name, ServiceDefinition definition) {
        var problems = problems(name, definition);
        if (!problems.isEmpty()) {
            refuse(change, problems);
            return;
        }
        publisher.publish(change, name, definition);
        catalogue.put(name, definition);
        LOG.info("Service {} is active with catalogue version {}", name, ServiceRegistry.versionAt(change.offset()));
    }

    private List<Problem> problems(String name, ServiceDefinition definition) {
        if (!definition.getName().equals(name)) {
            return List.of(new Problem("name", "the record's key is another name"));
        }
        var problems = new ArrayList<>(checks.check(definition, catalogue));
        if (problems.isEmpty() && !definition.getActions().isEmpty()) {
            provision(name, problems);
        }
        return problems;
    }

    private void provision(String name, List<Problem> problems) {
        try {
            checks.topicAdmin().provisionService(name);
        } catch (TopicSetupException e) {
            problems.add(new Problem("name", e.getMessage()));
        }
    }

    private void remove(ConsumerRecord<byte[], byte[]> change, String name) {
        var problems = checks.checkRemoval(name, catalogue);
        if (!problems.isEmpty()) {
            refuse(change, problems);
            return;
        }
        publisher.publish(change, name, null);
        catalogue.remove(name);
        LOG.info("Service {} is removed with catalogue version {}", name, ServiceRegistry.versionAt(change.offset()));
    }

    /** The words of a definition are an operator's, not a subject's: they can be logged. */
    private void refuse(ConsumerRecord<byte[], byte[]> change, List<Problem> problems) {
        LOG.error("The change at offset {} of {} is refused: {}", change.offset(), change.topic(), problems);
        setAside(change, new PoisonException(Poison.INVALID_DEFINITION));
    }

    private void setAside(ConsumerRecord<byte[], byte[]> change, PoisonException poison) {
        publisher.setAside(change, deadLetters.of(change, poison));
    }
}
