package io.lethe.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.Topics;
import io.lethe.keys.ControlTags;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.Policy;
import io.lethe.poison.ValueReader;
import io.lethe.registry.DevRegistry;
import io.lethe.request.DecisionListener;
import io.lethe.request.Readers;
import io.lethe.request.RequestSettings;
import io.lethe.request.RequestTopics;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.Notification;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.ServiceTask;
import io.lethe.schemas.TombstoneTask;
import io.lethe.schemas.TombstoneTopic;
import io.lethe.serde.SpecificAvroDeserializer;
import io.lethe.serde.SpecificAvroSerializer;
import io.lethe.store.RequestRow;
import io.lethe.store.Stores;
import io.lethe.store.SubjectRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology on Kafka's test driver: one partition, a clock of its own, a commit for each record. */
public final class TopologyFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    public final Topics topics = new Topics("privacy.");
    public final Keys keys = Keys.generate();
    public final TopologyTestDriver driver;
    private final DevRegistry registry;
    private final Map<String, Object> serdeConfig;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestInputTopic<byte[], byte[]> acks;
    private Instant now = START;
    private long version;

    TopologyFixture(Path directory, Policy policy) throws IOException {
        this(directory, policy, DecisionListener.NONE);
    }

    /** The same, with somebody who hears of decisions. */
    public TopologyFixture(Path directory, Policy policy, DecisionListener listener) throws IOException {
        registry = DevRegistry.start(directory.resolve("registry"), 0);
        serdeConfig = Map.of("schema.registry.url", registry.url().toString());
        RequestSettings settings = new RequestSettings(
                new RequestTopics(topics.commands(), topics.acks()),
                policy,
                keys,
                () -> new Readers(
                        new ValueReader<>(reader(PrivacyCommand.class), PrivacyCommand.class),
                        new ValueReader<>(reader(ServiceAck.class), ServiceAck.class)),
                listener);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "lethe-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        driver = new TopologyTestDriver(
                LetheTopology.build(topics, 1, settings, this::writer, Map.of()), properties, START);
        commands = driver.createInputTopic(topics.commands(), new ByteArraySerializer(), new ByteArraySerializer());
        acks = driver.createInputTopic(topics.acks(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private <T extends SpecificRecord> Deserializer<T> reader(Class<T> type) {
        SpecificAvroDeserializer<T> reader = new SpecificAvroDeserializer<>(type);
        reader.configure(serdeConfig, false);
        return reader;
    }

    private Serializer<SpecificRecord> writer() {
        SpecificAvroSerializer<SpecificRecord> writer = new SpecificAvroSerializer<>();
        writer.configure(serdeConfig, false);
        return writer;
    }

    /** Time passes; timers that are due fire and are decided. */
    public void pass(Duration time) {
        now = now.plus(time);
        driver.advanceWallClockTime(time);
    }

    /** Input whose record's time is ahead of what the timers have seen. */
    void late(Duration time, Runnable input) {
        Instant before = now;
        now = now.plus(time);
        input.run();
        now = before;
    }

    public Instant now() {
        return now;
    }

    SubjectRow subject(String subjectId) {
        return driver.<String, SubjectRow>getKeyValueStore(Stores.SUBJECTS).get(subjectId);
    }

    RequestRow request(String requestId) {
        return driver.<String, RequestRow>getKeyValueStore(Stores.REQUESTS).get(requestId);
    }

    public void service(String name, List<Action> actions, List<TombstoneTopic> tombstones) {
        ServiceDefinition definition = new ServiceDefinition(name, actions, List.of(), tombstones, null, null, null);
        var change = new ControlTags(keys).sign(++version, name, definition);
        commands.pipeInput(null, bytes(topics.commands(), command(change)), now);
    }

    String erase(String subject) {
        String requestId = UUID.randomUUID().toString();
        send(subject, erasure(requestId));
        return requestId;
    }

    static RequestErasure erasure(String requestId) {
        return new RequestErasure(requestId, Regulation.GDPR, List.of(), null, null, "PT0S", null);
    }

    public void send(String subject, Object command) {
        sendBytes(subject.getBytes(UTF_8), bytes(topics.commands(), command(command)));
    }

    void send(String subject, Object command, Headers headers) {
        byte[] value = bytes(topics.commands(), command(command));
        commands.pipeInput(new TestRecord<>(subject.getBytes(UTF_8), value, headers, now));
    }

    /** Headers of the records of a topic since it was last read. */
    List<Headers> headers(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(TestRecord::headers)
                .toList();
    }

    public void sendBytes(byte[] key, byte[] value) {
        commands.pipeInput(key, value, now);
    }

    PrivacyCommand command(Object command) {
        return new PrivacyCommand(UUID.randomUUID().toString(), now, "service:test", command);
    }

    public void ack(String subject, ServiceAck ack) {
        acks.pipeInput(subject.getBytes(UTF_8), bytes(topics.acks(), ack), now);
    }

    public void answer(String subject, String service, ServiceTask task, AckOutcome outcome) {
        ack(subject, ack(service, task, outcome));
    }

    public ServiceAck ack(String service, ServiceTask task, AckOutcome outcome) {
        return new ServiceAck(
                task.getTaskId(),
                task.getRequestId(),
                service,
                task.getAction(),
                task.getToken(),
                task.getAttempt(),
                outcome,
                3L,
                true,
                outcome == AckOutcome.EXEMPT ? "tax law" : null,
                null,
                now,
                null,
                null,
                null);
    }

    ServiceAck ack(TombstoneTask task) {
        return new ServiceAck(
                task.getTaskId(),
                task.getRequestId(),
                task.getService(),
                Action.TOMBSTONE,
                task.getToken(),
                task.getAttempt(),
                AckOutcome.DONE,
                1L,
                true,
                null,
                null,
                now,
                null,
                null,
                null);
    }

    public byte[] bytes(String topic, SpecificRecord value) {
        return writer().serialize(topic, value);
    }

    List<ServiceTask> tasks(String service) {
        return values(topics.erase(service), ServiceTask.class);
    }

    /** Tasks of a service since they were last read, erasing and exporting, with their subjects. */
    public List<KeyValue<String, ServiceTask>> allTasks(String service) {
        List<KeyValue<String, ServiceTask>> tasks = new ArrayList<>(records(topics.erase(service), ServiceTask.class));
        tasks.addAll(records(topics.export(service), ServiceTask.class));
        return tasks;
    }

    List<KeyValue<String, TombstoneTask>> tombstoneRecords() {
        return records(topics.tombstones(), TombstoneTask.class);
    }

    private <T extends SpecificRecord> List<KeyValue<String, T>> records(String topic, Class<T> type) {
        return driver.createOutputTopic(topic, new StringDeserializer(), reader(type))
                .readKeyValuesToList();
    }

    /** Notifications since they were last read, with their subjects. */
    List<KeyValue<String, Notification>> notifications() {
        return records(topics.notifications(), Notification.class);
    }

    List<TombstoneTask> tombstones() {
        return values(topics.tombstones(), TombstoneTask.class);
    }

    public List<RequestCompleted> completions() {
        return values(topics.completions(), RequestCompleted.class);
    }

    public List<AuditEntry> audit() {
        return driver.createOutputTopic(topics.audit(), new ByteArrayDeserializer(), reader(AuditEntry.class))
                .readValuesToList();
    }

    public List<DeadLetter> deadLetters() {
        return driver.createOutputTopic(topics.deadLetters(), new ByteArrayDeserializer(), reader(DeadLetter.class))
                .readValuesToList();
    }

    private <T extends SpecificRecord> List<T> values(String topic, Class<T> type) {
        return driver.createOutputTopic(topic, new StringDeserializer(), reader(type))
                .readValuesToList();
    }

    ServiceTask onlyTask(String service) {
        List<ServiceTask> tasks = tasks(service);
        assertThat(tasks).as("tasks of %s", service).hasSize(1);
        return tasks.get(0);
    }

    @Override
    public void close() {
        driver.close();
        registry.close();
    }
}
