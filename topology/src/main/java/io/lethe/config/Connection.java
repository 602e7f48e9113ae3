package io.lethe.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How Lethe reaches Kafka and the schema registry.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param schemaRegistryUrl base URL of a Confluent-compatible registry, several separated by commas
 * @param serdeClass serde of values
 * @param kafka what stood under {@code kafka.}, prefix removed: may hold secrets
 */
public record Connection(
        String bootstrapServers, String schemaRegistryUrl, String serdeClass, Map<String, String> kafka) {
    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*|\\[[^\\s,]+");
    private static final Pattern URLS = Pattern.compile("https?://[^\\s,]+(,https?://[^\\s,]+)*");
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@,]*@");

    /** Settings of Kafka that Lethe's guarantees rest on, or that have a key of Lethe's own. */
    private static final Set<String> OWNED = Set.of(
            "bootstrap.servers",
            "schema.registry.url",
            "application.id",
            "application.server",
            "state.dir",
            "num.stream.threads",
            "processing.guarantee",
            "group.id",
            "group.protocol",
            "transactional.id",
            "isolation.level",
            "enable.auto.commit",
            "enable.idempotence",
            "acks",
            // A subject's partition is murmur2 of its key, for every client.
            "partitioner.class",
            "partitioner.ignore.keys",
            "auto.offset.reset",
            "allow.auto.create.topics",
            "transaction.timeout.ms",
            "default.timestamp.extractor",
            // It would hold keys and values: personal data that nobody ever deletes.
            "errors.dead.letter.queue.topic.name",
            "processing.exception.handler",
            "production.exception.handler",
            "default.production.exception.handler",
            "deserialization.exception.handler",
            "default.deserialization.exception.handler",
            "ensure.explicit.internal.resource.naming",
            "replication.factor",
            "rocksdb.config.setter",
            "state.cleanup.dir.max.age.ms");

    /** Refuses addresses that cannot be meant, and what Lethe sets itself. */
    public Connection {
        Check.that(SERVERS.matcher(bootstrapServers).matches(), Setting.BOOTSTRAP_SERVERS, bootstrapServers);
        Check.that(
                URLS.matcher(schemaRegistryUrl).matches(),
                Setting.SCHEMA_REGISTRY_URL,
                withoutUserInfo(schemaRegistryUrl));
        Check.that(CLASS.matcher(serdeClass).matches(), Setting.SERDE_CLASS, serdeClass);
        kafka.keySet().forEach(Connection::refuseOwned);
        kafka = Map.copyOf(kafka);
    }

    /** What every client of Kafka and every serde starts from: {@link #kafka()}, the brokers and the registry. */
    public Map<String, Object> clientProperties() {
        var properties = new TreeMap<String, Object>(kafka);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("schema.registry.url", schemaRegistryUrl);
        return properties;
    }

    /** Names what is passed through, never a value of it. */
    @Override
    public String toString() {
        return "Connection[bootstrapServers=%s, schemaRegistryUrl=%s, serdeClass=%s, kafka=%s]"
                .formatted(
                        bootstrapServers,
                        withoutUserInfo(schemaRegistryUrl),
                        serdeClass,
                        new TreeMap<>(kafka).keySet());
    }

    private static void refuseOwned(String key) {
        if (OWNED.contains(key.replaceFirst("^(main\\.|restore\\.|global\\.)?(consumer|producer|admin)\\.", ""))) {
            var own = Setting.ofKey("lethe." + key)
                    .map(s -> "set " + s.key() + " instead")
                    .orElse("leave it out");
            throw new ConfigException("kafka." + key + ": Lethe sets this itself; " + own);
        }
    }

    private static String withoutUserInfo(String url) {
        return USER_INFO.matcher(url).replaceAll("//***@");
    }
}
