package io.lethe.participant;

import io.lethe.schemas.Action;
import io.lethe.serde.RegistryConfig;
import io.lethe.serde.SpecificAvroSerde;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;

/** Collects what a {@link Participant} needs. An action without a handler is answered as failed for good. */
public final class ParticipantBuilder {
    private static final String DEFAULT_PREFIX = "privacy.";
    private static final int DEFAULT_ATTEMPTS = 4;
    private static final int DEFAULT_REMEMBERED = 10_000;
    private static final Duration DEFAULT_DRAIN = Duration.ofSeconds(30);

    private final String service;
    private final Map<String, Object> kafka = new HashMap<>();
    private final Map<Action, TaskHandler> handlers = new EnumMap<>(Action.class);
    private ExportHandler exportHandler;
    private String topicPrefix = DEFAULT_PREFIX;
    private String serde = SpecificAvroSerde.class.getName();
    private int concurrency = 1;
    private HandlerRetry retry = new HandlerRetry(DEFAULT_ATTEMPTS, Duration.ofMillis(200), Duration.ofSeconds(2));
    private int remembered = DEFAULT_REMEMBERED;
    private Duration drainTimeout = DEFAULT_DRAIN;

    ParticipantBuilder(String service) {
        this.service = service;
    }

    /** Brokers to start from, {@code host:port}, separated by commas. */
    public ParticipantBuilder bootstrapServers(String servers) {
        return property(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
    }

    /** Address of the schema registry; several separated by commas. */
    public ParticipantBuilder schemaRegistry(String url) {
        return property(RegistryConfig.URL, url);
    }

    /**
     * Any property of the Kafka consumer, the producer or the serde: security, the group's name, sizes.
     *
     * @throws IllegalArgumentException for one on which the guarantees rest, such as {@code isolation.level}
     */
    public ParticipantBuilder property(String key, Object value) {
        Clients.check(key, value);
        kafka.put(key, value);
        return this;
    }

    /** Several properties. */
    public ParticipantBuilder properties(Map<String, ?> properties) {
        properties.forEach(this::property);
        return this;
    }

    /** Prefix of Lethe's topics; {@code privacy.} unless the installation says otherwise. */
    public ParticipantBuilder topicPrefix(String prefix) {
        topicPrefix = prefix;
        return this;
    }

    /** Class of another Avro serde in the Confluent wire format that reads generated classes. */
    public ParticipantBuilder serde(String className) {
        serde = className;
        return this;
    }

    /** Effects that may run at the same time, always of different subjects. Default 1. */
    public ParticipantBuilder concurrency(int effects) {
        concurrency = effects;
        return this;
    }

    /**
     * How a handler that throws is repeated before its task is answered as failed, after which Lethe sends it again by its
     * own clock. Default: 4 tries, the first pause 200 ms, doubled each time up to 2 s.
     */
    public ParticipantBuilder retry(int attempts, Duration firstPause, Duration longestPause) {
        retry = new HandlerRetry(attempts, firstPause, longestPause);
        return this;
    }

    /** How many answered tasks to remember, so that one that comes again is answered without another effect. Default 10,000. */
    public ParticipantBuilder remember(int tasks) {
        remembered = tasks;
        return this;
    }

    /** How long running effects may take to end when the participant closes or gives partitions up. Default 30 s. */
    public ParticipantBuilder drainTimeout(Duration timeout) {
        drainTimeout = timeout;
        return this;
    }

    /** Hides the subject's data, reversibly. */
    public ParticipantBuilder onSoftDelete(TaskHandler handler) {
        return on(Action.SOFT_DELETE, handler);
    }

    /** Takes a soft delete back; changes nothing when there was none. */
    public ParticipantBuilder onRestore(TaskHandler handler) {
        return on(Action.RESTORE, handler);
    }

    /** Removes the subject's data for good, as far as {@link Task#covers} it. */
    public ParticipantBuilder onHardDelete(TaskHandler handler) {
        return on(Action.HARD_DELETE, handler);
    }

    /** Counts what is left of what {@link Task#covers} means, and changes nothing. */
    public ParticipantBuilder onVerify(TaskHandler handler) {
        return on(Action.VERIFY, handler);
    }

    /** Hands out the subject's data, soft-deleted data included, in data sets. */
    public ParticipantBuilder onExport(ExportHandler handler) {
        exportHandler = handler;
        return this;
    }

    /** The handler of exports, if one was given. */
    public Optional<ExportHandler> exportHandler() {
        return Optional.ofNullable(exportHandler);
    }

    /** All actions with a handler. */
    public Set<Action> actions() {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        actions.addAll(handlers.keySet());
        if (exportHandler != null) {
            actions.add(Action.EXPORT);
        }
        return actions;
    }

    /** The handlers given so far, by action; that of exports is another kind. */
    public Map<Action, TaskHandler> handlers() {
        return Map.copyOf(handlers);
    }

    /**
     * Makes the participant and its Kafka clients; it does nothing before {@link Participant#start}.
     *
     * @throws IllegalArgumentException for a setting out of its bounds
     * @throws org.apache.kafka.common.KafkaException when a client or the serde refuses its properties
     */
    public Participant build() {
        return new Participant(
                new Settings(service, topicPrefix, serde, kafka, concurrency, retry, remembered, drainTimeout), this);
    }

    /** Makes the participant and starts it. */
    public Participant start() {
        return build().start();
    }

    private ParticipantBuilder on(Action action, TaskHandler handler) {
        handlers.put(action, handler);
        return this;
    }
}
