package io.lethe.config;

import io.lethe.lifecycle.Policy;
import io.lethe.schemas.Regulation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that can be set, read once at the start and immutable. {@link Setting} lists the keys. Sources, lowest first: defaults, the properties file
 * that {@code lethe.config.file} names, environment variables, system properties, explicit overrides. Printing it shows no secret.
 *
 * @param connection how Kafka and the registry are reached
 * @param deployment shape of the deployment and of this instance
 * @param http where HTTP listens
 * @param erasure how erasures run
 * @param export how exports are kept
 * @param notifications how subjects are told
 * @param acks how long services are waited for
 * @param retention how long closed requests are remembered
 * @param deadlines the legal clock
 * @param maxOpenRequests open requests that one subject can have
 */
public record LetheConfig(
        Connection connection,
        Deployment deployment,
        Http http,
        Erasure erasure,
        Export export,
        Notify notifications,
        Acks acks,
        Retention retention,
        Deadlines deadlines,
        int maxOpenRequests) {
    private static final Duration LONGEST_GRACE = Duration.ofDays(90);

    /** Refuses a number of open requests out of bounds; the parts have checked themselves. */
    public LetheConfig {
        Check.within(maxOpenRequests, 1, 200, Setting.SUBJECT_MAX_OPEN);
    }

    /**
     * Reads and checks everything.
     *
     * @param overrides keys as in a file, over every other source
     * @throws ConfigException naming key, value and what was expected, for a value that cannot be meant and for an unknown key
     */
    public static LetheConfig load(Map<String, String> overrides) {
        var system = System.getProperties().stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, System::getProperty));
        return load(overrides, System.getenv(), system);
    }

    static LetheConfig load(
            Map<String, String> overrides, Map<String, String> environment, Map<String, String> system) {
        var sources = Sources.of(overrides, environment, system);
        var values = new Values(sources);
        return new LetheConfig(
                connection(values, sources.kafka()),
                deployment(values),
                new Http(
                        values.text(Setting.HTTP_HOST),
                        values.number(Setting.HTTP_PORT),
                        values.uri(Setting.HTTP_PUBLIC_URL),
                        values.duration(Setting.HTTP_DECISION_TIMEOUT)),
                new Erasure(
                        values.duration(Setting.ERASURE_GRACE_PERIOD),
                        values.durationOrOff(Setting.ERASURE_VERIFY_AFTER),
                        values.flag(Setting.ERASURE_APPROVAL_REQUIRED)),
                export(values),
                new NotifyValues(values).read(),
                new Acks(values.duration(Setting.ACK_TIMEOUT), values.number(Setting.ACK_MAX_ATTEMPTS)),
                new Retention(values.duration(Setting.FORGET_AFTER), values.period(Setting.SUMMARY_RETENTION)),
                deadlines(values),
                values.number(Setting.SUBJECT_MAX_OPEN));
    }

    /** What every client of Kafka and every serde starts from: what stood under {@code kafka.}, the brokers and the registry. May hold secrets. */
    public Map<String, Object> kafkaProperties() {
        return connection.clientProperties();
    }

    /** What decisions depend on. A request may ask for a grace period of up to 90 days, or the configured one where that is longer. */
    public Policy policy() {
        Duration grace = erasure.gracePeriod();
        return new Policy(
                grace,
                grace.compareTo(LONGEST_GRACE) > 0 ? grace : LONGEST_GRACE,
                erasure.verifyAfter(),
                erasure.approvalRequired(),
                export.downloadWindow(),
                export.retention(),
                export.warning(),
                acks.timeout(),
                acks.maxAttempts(),
                retention.forgetAfter(),
                retention.summary(),
                deadlines.other(),
                deadlines.warn(),
                maxOpenRequests);
    }

    /** Names of all topics. */
    public Topics topics() {
        return new Topics(deployment.topicPrefix());
    }

    private static Connection connection(Values values, Map<String, String> kafka) {
        return new Connection(
                values.text(Setting.BOOTSTRAP_SERVERS),
                values.text(Setting.SCHEMA_REGISTRY_URL),
                values.text(Setting.SERDE_CLASS),
                kafka);
    }

    private static Deployment deployment(Values values) {
        return new Deployment(
                values.text(Setting.APPLICATION_ID),
                values.text(Setting.TOPIC_PREFIX),
                values.number(Setting.PARTITIONS),
                values.number(Setting.SERVICE_PARTITIONS),
                values.number(Setting.REPLICATION_FACTOR),
                values.path(Setting.STATE_DIR),
                threads(values),
                values.number(Setting.STORE_MEMORY),
                values.optional(Setting.APPLICATION_SERVER),
                values.path(Setting.KEYSET_FILE),
                values.flag(Setting.KEYSET_CREATE));
    }

    /** More threads than processors would wait for each other, and one without a partition has nothing to do. */
    private static int threads(Values values) {
        boolean auto = "auto".equals(values.text(Setting.THREADS));
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), 64);
        return auto ? Math.min(processors, values.number(Setting.PARTITIONS)) : values.number(Setting.THREADS);
    }

    private static Export export(Values values) {
        return new Export(
                values.duration(Setting.EXPORT_DOWNLOAD_WINDOW),
                values.duration(Setting.EXPORT_RETENTION),
                values.duration(Setting.EXPORT_WARN),
                values.duration(Setting.EXPORT_LINK_TTL),
                values.number(Setting.EXPORT_LINK_USES),
                new Export.Storage(
                        values.text(Setting.EXPORT_STORE),
                        values.text(Setting.EXPORT_S3_REGION),
                        values.uri(Setting.EXPORT_S3_ENDPOINT)),
                values.flag(Setting.EXPORT_PLAIN_FRAGMENTS));
    }

    private static Deadlines deadlines(Values values) {
        return new Deadlines(
                values.symbol(Setting.REGULATION_DEFAULT, Regulation.class),
                values.duration(Setting.DEADLINE_OTHER),
                values.durations(Setting.DEADLINE_WARN));
    }
}
