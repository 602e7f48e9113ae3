package io.lethe.cli.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.participant.Ack;
import io.lethe.participant.Export;
import io.lethe.participant.Participant;
import io.lethe.participant.ParticipantBuilder;
import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A service whose data is a compacted topic, customer id to JSON. It has no code of its own for erasure: Lethe writes the
 * tombstones that its definition asks for. It answers exports alone.
 */
final class CrmService implements SampleService {
    static final String TOPIC = "crm.customers.v1";

    private static final String NAME = "crm";
    private static final int PARTITIONS = 3;
    private static final int CUSTOMERS_PER_STEP = 1_000;
    private static final String MINUTE_MS = "60000";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> kafka;

    /** {@code kafka} are the properties of its clients. */
    CrmService(Map<String, ?> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    @Override
    public ServiceDefinition definition() {
        return Definitions.of(
                NAME, List.of(Action.EXPORT), List.of(), List.of(new TombstoneTopic(TOPIC, KeyFormat.STRING)));
    }

    /** The topic is filled in one transaction: it holds all customers, or none was ever committed. */
    @Override
    public boolean isLoaded() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(kafka)) {
            return admin.listTopics().names().get().contains(TOPIC) && new CrmReader(kafka).hasRecords();
        }
    }

    @Override
    public void load(int customers, LoadProgress progress)
            throws ExecutionException, InterruptedException, JsonProcessingException {
        createTopic();
        Map<String, Object> config = new HashMap<>(kafka);
        config.put("transactional.id", "lethe-samples-crm");
        try (Producer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int number = 1; number <= customers; number++) {
                var unused = producer.send(new ProducerRecord<>(TOPIC, MadeUpData.id(number), json(number)));
                if (number % CUSTOMERS_PER_STEP == 0 || number == customers) {
                    progress.update(NAME, number, customers);
                }
            }
            producer.commitTransaction();
        }
    }

    @Override
    public long count(Collection<String> subjects) {
        Map<String, String> live = new CrmReader(kafka).live();
        return subjects.stream().filter(live::containsKey).count();
    }

    @Override
    public Checksum of(Collection<String> subjects) {
        Map<String, String> live = new CrmReader(kafka).live();
        live.keySet().retainAll(subjects);
        return fingerprint(live);
    }

    @Override
    public Checksum others(Collection<String> subjects) {
        Map<String, String> live = new CrmReader(kafka).live();
        live.keySet().removeAll(subjects);
        return fingerprint(live);
    }

    private static Checksum fingerprint(Map<String, String> live) {
        Fingerprint fingerprint = new Fingerprint();
        live.forEach((key, value) -> fingerprint.add(key + " " + value));
        return fingerprint.checksum();
    }

    @Override
    public Optional<ParticipantBuilder> participant() {
        return Optional.of(Participant.builder(NAME).onExport(this::export));
    }

    /** Compacts soon, so that erased values leave the disk within minutes and not within a week. */
    private void createTopic() throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, MINUTE_MS,
                        TopicConfig.SEGMENT_MS_CONFIG, MINUTE_MS));
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private Ack export(Export export) throws IOException {
        String record = new CrmReader(kafka).live().get(export.task().subjectId());
        List<JsonNode> rows = record == null ? List.of() : List.of(JSON.readTree(record));
        return export.dataSet("customers", Export.JSON).write(rows).done();
    }

    private static String json(int number) throws JsonProcessingException {
        Customer customer = MadeUpData.customer(number);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", customer.name());
        fields.put("email", customer.email());
        fields.put("city", customer.city());
        fields.put("since", customer.createdAt().toString());
        return JSON.writeValueAsString(fields);
    }
}
