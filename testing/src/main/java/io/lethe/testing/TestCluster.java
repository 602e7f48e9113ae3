package io.lethe.testing;

import io.lethe.registry.DevRegistry;
import io.lethe.serde.RegistryConfig;
import io.lethe.serde.SpecificAvroDeserializer;
import io.lethe.serde.SpecificAvroSerializer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

/**
 * A Kafka cluster and a schema registry in this JVM, up in some three seconds. Start one for a test class, in a static
 * field, and give each test its own topics; topics are never created by themselves. Closing it closes every client that
 * it handed out.
 *
 * <pre>{@code
 * static final TestCluster CLUSTER = TestCluster.start();
 *
 * @AfterAll
 * static void stop() {
 *     CLUSTER.close();
 * }
 * }</pre>
 */
public final class TestCluster implements AutoCloseable {

    private final Brokers brokers;
    private final Path registryDirectory;
    private final Deque<Closeable> clients = new ArrayDeque<>();
    private final Admin admin;
    private final Producer<byte[], byte[]> bytes;
    private final Producer<String, SpecificRecord> records;
    private DevRegistry registry;
    private final URI registryUrl;

    private TestCluster(int count, Map<String, String> settings) {
        registryDirectory = temporaryDirectory();
        registry = startRegistry(0);
        registryUrl = registry.url();
        brokers = Brokers.start(count, settings);
        admin = Admin.create(clientConfig());
        clients.push(admin::close);
        bytes = producer(new ByteArraySerializer(), new ByteArraySerializer(), Map.of());
        records = producer(new StringSerializer(), new SpecificAvroSerializer<>(), Map.of());
    }

    /** One broker, every internal topic with one replica. */
    public static TestCluster start() {
        return start(1, Map.of());
    }

    /**
     * Several brokers, with up to three replicas and two of them in sync.
     *
     * @param settings of each broker, over the ones for tests
     */
    public static TestCluster start(int brokers, Map<String, String> settings) {
        return new TestCluster(brokers, settings);
    }

    public String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    /** Address of the registry, the same after a stop and a start. */
    public URI registryUrl() {
        return registryUrl;
    }

    /** {@code bootstrap.servers} and {@code schema.registry.url}, in a map of the caller's own. */
    public Map<String, Object> clientConfig() {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers());
        config.put(RegistryConfig.URL, registryUrl.toString());
        return config;
    }

    public Admin admin() {
        return admin;
    }

    public void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** Returns when the topic exists. */
    public void createTopic(String name, int partitions, Map<String, String> config) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
        get(admin.createTopics(List.of(topic)).all());
        await(
                "the broker to know topic " + name,
                () -> get(admin.listTopics().names()).contains(name));
    }

    public void deleteTopic(String name) {
        get(admin.deleteTopics(List.of(name)).all());
        await(
                "the broker to forget topic " + name,
                () -> !get(admin.listTopics().names()).contains(name));
    }

    /** Changes a setting of a topic and returns when the broker shows it. */
    public void alterTopic(String name, String setting, String value) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        get(admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all());
        await("the broker to know " + setting + "=" + value + " of topic " + name, () -> {
            Config now = get(admin.describeConfigs(List.of(topic)).all()).get(topic);
            return value.equals(now.get(setting).value());
        });
    }

    /** Refuses an operation on a topic to everyone, until {@link #permit}. */
    public void forbid(String topic, AclOperation operation) {
        AclBinding denial = denial(topic, operation);
        get(admin.createAcls(List.of(denial)).all());
        await("the broker to know " + denial, () -> acls(denial).contains(denial));
    }

    public void permit(String topic, AclOperation operation) {
        AclBinding denial = denial(topic, operation);
        get(admin.deleteAcls(List.of(denial.toFilter())).all());
        await("the broker to forget " + denial, () -> acls(denial).isEmpty());
    }

    /** Writes a record of the contract and returns when it stands. */
    public RecordMetadata send(String topic, String key, SpecificRecord value) {
        return get(records.send(new ProducerRecord<>(topic, key, value)));
    }

    /** Writes a record of the contract to a partition of choice. */
    public RecordMetadata send(String topic, int partition, String key, SpecificRecord value) {
        return get(records.send(new ProducerRecord<>(topic, partition, key, value)));
    }

    /** Writes any bytes, or none, and returns when they stand. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        return get(bytes.send(record));
    }

    /** A producer of one's own: idempotent, all replicas; transactional with a {@code transactional.id}. */
    public <K, V> Producer<K, V> producer(Serializer<K> keys, Serializer<V> values, Map<String, ?> settings) {
        Map<String, Object> config = clientConfig();
        config.putAll(settings);
        keys.configure(config, true);
        values.configure(config, false);
        return closeLater(new KafkaProducer<>(config, keys, values));
    }

    /** Reads a topic of the contract from its start, committed records only. */
    public <T extends SpecificRecord> TopicReader<T> reader(String topic, Class<T> type) {
        SpecificAvroDeserializer<T> values = new SpecificAvroDeserializer<>(type);
        values.configure(clientConfig(), false);
        return reader(topic, values);
    }

    /** Reads a topic from its start, committed records only. The topic must exist. */
    public <V> TopicReader<V> reader(String topic, Deserializer<V> values) {
        return closeLater(new TopicReader<>(bootstrapServers(), topic, values));
    }

    /** From here on the registry refuses connections. */
    public void stopRegistry() {
        registry.close();
    }

    /** Starts the registry again, on the same address and with the same ids. */
    public void startRegistry() {
        // For a moment the port may be somebody's who asked for any.
        registry = Awaitility.await("port " + registryUrl.getPort())
                .atMost(Patience.MOST)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> startRegistry(registryUrl.getPort()), Objects::nonNull);
    }

    @Override
    public void close() {
        clients.addLast(registry::close);
        clients.addLast(brokers::close);
        clients.addLast(() -> Utils.delete(registryDirectory.toFile()));
        try {
            Utils.closeAll(clients.toArray(Closeable[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DevRegistry startRegistry(int port) {
        try {
            return DevRegistry.start(registryDirectory, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <C extends Closeable> C closeLater(C client) {
        clients.push(client);
        return client;
    }

    private Collection<AclBinding> acls(AclBinding binding) {
        return get(admin.describeAcls(binding.toFilter()).values());
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Patience.MOST)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    private static AclBinding denial(String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:*", "*", operation, AclPermissionType.DENY));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        return get(answer.toCompletionStage().toCompletableFuture());
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get(Patience.MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster refused: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the cluster did not answer within " + Patience.MOST, e);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("lethe-test-registry");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
