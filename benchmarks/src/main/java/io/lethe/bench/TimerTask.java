package io.lethe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.config.LetheConfig;
import io.lethe.keys.ControlTags;
import io.lethe.keys.Keys;
import io.lethe.poison.ValueReader;
import io.lethe.request.DecisionListener;
import io.lethe.request.Readers;
import io.lethe.request.RequestNodes;
import io.lethe.request.RequestProcessor;
import io.lethe.request.RequestSettings;
import io.lethe.request.RequestStores;
import io.lethe.request.RequestTopics;
import io.lethe.schemas.Action;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.store.Stores;
import io.lethe.store.SubjectRow;
import io.lethe.timer.TimerQueue;
import io.lethe.worker.Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * The request step as one task over its real stores, with a clock that can be moved. What it publishes besides timers is left out, and timers come back
 * as commands only when told to, so that a punctuation can be timed alone.
 */
final class TimerTask implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration GRACE = Duration.ofDays(10);
    /** Time between two requests, and so between two timers, whatever their number. */
    static final Duration SPACING = Duration.ofSeconds(1);

    /** As many rows wait in memory for the driver's next commit. */
    private static final int ASKED_EVERY = 5_000;

    private static final String COMMANDS = "commands";
    private static final String DUE = "due";

    private final AtomicLong nanos = new AtomicLong();
    private final Keys keys = Keys.generate();
    private final Path stateDirectory;
    private final LetheConfig config;
    private final Serializer<SpecificRecord> writer;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> commands;
    private final TestOutputTopic<byte[], byte[]> due;
    private Instant now = START;

    TimerTask(Path stateDirectory, String schemaRegistry) {
        config = LetheConfig.load(Map.of(
                "lethe.bootstrap.servers", "localhost:1",
                "lethe.schema.registry.url", schemaRegistry,
                "lethe.topic.prefix", "timers.",
                // Only the end of grace is to fire, not a task's second attempt.
                "lethe.ack.timeout", "P7D"));
        this.stateDirectory = stateDirectory;
        writer = new Clients(config).<SpecificRecord>valueSerde().serializer();
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "timers");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(topology(), settings, START);
        commands = driver.createInputTopic(
                config.topics().commands(), new ByteArraySerializer(), new ByteArraySerializer());
        due = driver.createOutputTopic(DUE, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Topology topology() {
        Topology topology = new Topology();
        topology.addSource(
                COMMANDS,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                config.topics().commands());
        topology.addProcessor(
                "request",
                () -> new TimedPunctuators(
                        new RequestProcessor(settings(), new RequestNodes(List.of(), DUE, "letters")), nanos),
                COMMANDS);
        RequestStores.builders(Map.of()).forEach(store -> topology.addStateStore(store, "request"));
        topology.addSink(DUE, DUE, new StringSerializer(), writer, "request");
        topology.addSink("letters", "letters", new ByteArraySerializer(), writer, "request");
        return topology;
    }

    private RequestSettings settings() {
        Clients clients = new Clients(config);
        return new RequestSettings(
                new RequestTopics(config.topics().commands(), config.topics().acks()),
                config.policy(),
                keys,
                () -> new Readers(
                        new ValueReader<>(clients.<PrivacyCommand>valueSerde().deserializer(), PrivacyCommand.class),
                        new ValueReader<>(clients.<ServiceAck>valueSerde().deserializer(), ServiceAck.class)),
                DecisionListener.NONE);
    }

    /**
     * Makes so many open requests, each in grace, one after the other in time; then moves the clock to a minute before the first grace ends. Some are asked
     * for; the others' rows are copies under other subject ids, written to the same stores: the driver commits after each input, which would take hours.
     */
    void open(int requests) {
        ServiceDefinition service =
                new ServiceDefinition("orders", List.of(Action.HARD_DELETE), List.of(), List.of(), null, null, null);
        send(null, new ControlTags(keys).sign(1, "orders", service), START);
        TimerQueue timers = new TimerQueue(
                driver.getKeyValueStore(Stores.TIMERS), driver.getKeyValueStore(Stores.META), System::nanoTime);
        SubjectRow asked = null;
        for (int i = 0; i < requests; i++) {
            if (i % ASKED_EVERY == 0) {
                asked = ask(i);
            } else {
                copy(asked, i, timers);
            }
        }
        punctuate(GRACE.minus(Duration.ofMinutes(1)));
    }

    private SubjectRow ask(int number) {
        RequestErasure erasure = new RequestErasure(
                new UUID(number, 1).toString(), Regulation.GDPR, List.of(), null, null, GRACE.toString(), null);
        send(subject(number), erasure, accepted(number));
        return driver.<String, SubjectRow>getKeyValueStore(Stores.SUBJECTS).get(subject(number));
    }

    private void copy(SubjectRow row, int number, TimerQueue timers) {
        Instant dueAt = accepted(number).plus(GRACE);
        driver.<String, SubjectRow>getKeyValueStore(Stores.SUBJECTS).put(subject(number), row.with(row.state(), dueAt));
        timers.setSubject(dueAt, subject(number));
    }

    private static String subject(int number) {
        return "customer-" + number;
    }

    private static Instant accepted(int number) {
        return START.plus(SPACING.multipliedBy(number));
    }

    /** Bytes of the stores on disk. */
    long bytes() throws IOException {
        return Disk.bytes(stateDirectory);
    }

    private void send(String subjectId, Object content, Instant at) {
        PrivacyCommand command = new PrivacyCommand(new UUID(0, 1).toString(), at, "service:bench", content);
        byte[] key = subjectId == null ? null : subjectId.getBytes(UTF_8);
        commands.pipeInput(key, writer.serialize(config.topics().commands(), command), at);
    }

    /** Moves the clock, which punctuates once. */
    void punctuate(Duration step) {
        now = now.plus(step);
        driver.advanceWallClockTime(step);
    }

    /** Nanoseconds that punctuations took since the last call. */
    long takeNanos() {
        return nanos.getAndSet(0);
    }

    /** Timers that fired since the last call; their commands are decided, as they would be when read from the log. */
    int takeFired() {
        int fired = 0;
        for (var command : due.readRecordsToList()) {
            commands.pipeInput(command.key(), command.value(), now);
            fired++;
        }
        return fired;
    }

    @Override
    public void close() {
        driver.close();
        writer.close();
    }
}
