package io.lethe.topology;

import io.lethe.audit.AuditProcessor;
import io.lethe.completion.CompletionProcessor;
import io.lethe.config.Topics;
import io.lethe.fanout.FanoutProcessor;
import io.lethe.fanout.Task;
import io.lethe.fanout.TaskSerializer;
import io.lethe.fanout.TaskTopic;
import io.lethe.request.RequestNodes;
import io.lethe.request.RequestProcessor;
import io.lethe.request.RequestSettings;
import io.lethe.request.RequestStores;
import io.lethe.router.RouterProcessor;
import io.lethe.schemas.AuditEntry;
import io.lethe.store.Stores;
import io.lethe.stream.PerThreadSerializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.apache.kafka.streams.Topology;

/**
 * The Streams application: read, decide, publish.
 *
 * <p>The parts are apart because they fail apart and are tested apart; they are one sub-topology because the request step's stores, its inputs and
 * everything it publishes must commit in one transaction. Only Lethe's own topics are written here: a missing or forbidden topic kills the thread.
 */
public final class LetheTopology {
    /** Reads commands. */
    public static final String COMMANDS = "commands";
    /** Reads acks. */
    public static final String ACKS = "acks";
    /** Sends records on the wrong partition on. */
    public static final String ROUTER = "router";
    /** Decides. */
    public static final String REQUEST = "request";
    /** Publishes tasks. */
    public static final String FANOUT = "fanout";
    /** Publishes completions and notifications. */
    public static final String COMPLETION = "completion";
    /** Publishes the event log. */
    public static final String AUDIT = "audit";

    private static final String COMMANDS_SINK = "rerouted-commands";
    private static final String ACKS_SINK = "rerouted-acks";
    private static final String TIMER_SINK = "timers-due";
    private static final String TASK_SINK = "tasks";
    private static final String COMPLETION_SINK = "completions";
    private static final String NOTIFICATION_SINK = "notifications";
    private static final String AUDIT_SINK = "audit-log";
    private static final String DEAD_LETTER_SINK = "dead-letters";

    private LetheTopology() {}

    /**
     * Builds the topology.
     *
     * @param topics names of the topics
     * @param partitions partitions of commands, acks and audit
     * @param settings what the request step needs
     * @param avro makes serializers of Avro values
     * @param changelog settings of the changelog topics
     */
    public static Topology build(
            Topics topics,
            int partitions,
            RequestSettings settings,
            Supplier<Serializer<SpecificRecord>> avro,
            Map<String, String> changelog) {
        Topology topology = new Topology();
        Serializer<SpecificRecord> values = new PerThreadSerializer<>(avro);
        read(topology, topics, partitions);
        decide(topology, topics, settings, values, changelog);
        publish(topology, topics, settings, values);
        return topology;
    }

    private static void read(Topology topology, Topics topics, int partitions) {
        topology.addSource(COMMANDS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.commands());
        topology.addSource(ACKS, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.acks());
        Map<String, String> sinks = Map.of(topics.commands(), COMMANDS_SINK, topics.acks(), ACKS_SINK);
        topology.addProcessor(
                ROUTER, () -> new RouterProcessor(partitions, REQUEST, sinks, DEAD_LETTER_SINK), COMMANDS, ACKS);
        topology.addSink(
                COMMANDS_SINK, topics.commands(), new ByteArraySerializer(), new ByteArraySerializer(), ROUTER);
        topology.addSink(ACKS_SINK, topics.acks(), new ByteArraySerializer(), new ByteArraySerializer(), ROUTER);
    }

    private static void decide(
            Topology topology,
            Topics topics,
            RequestSettings settings,
            Serializer<SpecificRecord> values,
            Map<String, String> changelog) {
        RequestNodes nodes = new RequestNodes(List.of(FANOUT, COMPLETION, AUDIT), TIMER_SINK, DEAD_LETTER_SINK);
        topology.addProcessor(REQUEST, () -> new RequestProcessor(settings, nodes), ROUTER);
        RequestStores.builders(changelog).forEach(store -> topology.addStateStore(store, REQUEST));
        topology.addSink(TIMER_SINK, topics.commands(), new StringSerializer(), values, REQUEST);
        topology.addSink(DEAD_LETTER_SINK, topics.deadLetters(), new ByteArraySerializer(), values, ROUTER, REQUEST);
    }

    private static void publish(
            Topology topology, Topics topics, RequestSettings settings, Serializer<SpecificRecord> values) {
        topology.addProcessor(FANOUT, () -> new FanoutProcessor(topics, settings.keys()), REQUEST);
        topology.<String, Task>addSink(
                TASK_SINK, new TaskTopic(), new StringSerializer(), new TaskSerializer(values), FANOUT);
        topology.addProcessor(COMPLETION, () -> new CompletionProcessor(COMPLETION_SINK, NOTIFICATION_SINK), REQUEST);
        topology.addSink(COMPLETION_SINK, topics.completions(), new StringSerializer(), values, COMPLETION);
        topology.addSink(NOTIFICATION_SINK, topics.notifications(), new StringSerializer(), values, COMPLETION);
        topology.addProcessor(AUDIT, AuditProcessor::new, REQUEST);
        topology.addSink(
                AUDIT_SINK, topics.audit(), new VoidSerializer(), values, LetheTopology::auditPartition, AUDIT);
    }

    private static Optional<Set<Integer>> auditPartition(String topic, Void key, SpecificRecord entry, int partitions) {
        return Optional.of(Set.of(((AuditEntry) entry).getPartition()));
    }

    /** Names of the stores that can be asked. */
    public static List<String> queryableStores() {
        return List.of(Stores.SUBJECTS, Stores.REQUESTS, Stores.CATALOGUE);
    }
}
