package io.lethe.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every key under {@code lethe.}: its name, its default and what a value must look like. The environment form of a key is its name in capitals with
 * every other character than a letter or digit as an underscore, for example {@code LETHE_ERASURE_GRACE_PERIOD}.
 */
public enum Setting {
    /** A properties file (UTF-8) below environment, system properties and overrides. */
    CONFIG_FILE("lethe.config.file", null, "the path of a readable properties file"),
    /** Kafka brokers to start from. */
    BOOTSTRAP_SERVERS("lethe.bootstrap.servers", null, "host:port[,host:port…]"),
    /** Confluent-compatible schema registry. */
    SCHEMA_REGISTRY_URL("lethe.schema.registry.url", null, "http(s)://host[:port][/path][,…]"),
    /** Serde class for values; any with Confluent's wire format and configuration keys. */
    SERDE_CLASS("lethe.serde.class", "io.lethe.serde.SpecificAvroSerde", "the name of a Serde class"),
    /** Application id: name of the consumer group, prefix of internal topics and transactional ids. */
    APPLICATION_ID("lethe.application.id", "lethe", "1 to 100 of a-z A-Z 0-9 . _ -"),
    /** Prefix of every topic of Lethe. */
    TOPIC_PREFIX("lethe.topic.prefix", "privacy.", "1 to 100 of a-z A-Z 0-9 . _ -"),
    /** Partitions of commands, acks and audit alike; never changed after the first start. */
    PARTITIONS("lethe.partitions", "6", "a number from 1 to 4096"),
    /** Partitions of each service's topics. */
    SERVICE_PARTITIONS("lethe.service.partitions", "1", "a number from 1 to 100"),
    /** Copies of each topic that Lethe creates. */
    REPLICATION_FACTOR("lethe.replication.factor", "3", "a number from 1 to 9"),
    /** Where the stores stand; it should survive a restart. */
    STATE_DIR("lethe.state.dir", ".lethe/state", "a directory that can be written"),
    /** Stream threads of this instance; auto: one for each processor, at most one for each partition. */
    THREADS("lethe.threads", "auto", "auto, or a number from 1 to 64"),
    /** Memory that all stores of this instance share, outside the heap. */
    STORE_MEMORY("lethe.store.memory-mib", "160", "a number of MiB from 16 to 65536"),
    /** Where other instances reach this one. */
    APPLICATION_SERVER("lethe.application.server", null, "host:port"),
    /** Lethe's own keys. */
    KEYSET_FILE("lethe.keyset.file", ".lethe/keys", "the path of Lethe's keyset file"),
    /** Whether a missing keyset file is made. */
    KEYSET_CREATE("lethe.keyset.create", "false", "true or false"),
    /** Address that HTTP listens on. */
    HTTP_HOST("lethe.http.host", "127.0.0.1", "a host name or address"),
    /** Port of HTTP; 0 takes a free one. */
    HTTP_PORT("lethe.http.port", "8080", "a number from 0 to 65535 (0: a free port)"),
    /** What absolute URLs begin with; default: scheme, host and port listened on. */
    HTTP_PUBLIC_URL("lethe.http.public-url", null, "http(s)://host[:port][/path] without a slash at the end"),
    /** How long a caller over HTTP waits for a command to be decided. */
    HTTP_DECISION_TIMEOUT("lethe.http.decision-timeout", "PT5S", "an ISO-8601 duration above zero, at most PT1M"),
    /** Between soft and hard delete. */
    ERASURE_GRACE_PERIOD("lethe.erasure.grace-period", "P30D", "an ISO-8601 duration from PT0S to P365D"),
    /** Between the last hard delete and verification. */
    ERASURE_VERIFY_AFTER("lethe.erasure.verify-after", "P1D", "an ISO-8601 duration from PT0S to P365D, or off"),
    /** Whether an erasure waits for an operator. */
    ERASURE_APPROVAL_REQUIRED("lethe.erasure.approval-required", "false", "true or false"),
    /** How long a finished export holds an erasure back. */
    EXPORT_DOWNLOAD_WINDOW("lethe.export.download-window", "P3D", "an ISO-8601 duration above zero, at most P365D"),
    /** How long a finished export is kept. */
    EXPORT_RETENTION(
            "lethe.export.retention",
            "P7D",
            "an ISO-8601 duration, not below lethe.export.download-window, at most P365D"),
    /** How long before its end the subject is told that a finished export goes; not at all where it is kept no longer than that. */
    EXPORT_WARN("lethe.export.warn", "P1D", "an ISO-8601 duration above zero, at most P365D"),
    /** How long a download link is valid. */
    EXPORT_LINK_TTL(
            "lethe.export.link-ttl", "PT15M", "an ISO-8601 duration above zero, at most lethe.export.retention"),
    /** How often a download link can be used. */
    EXPORT_LINK_USES("lethe.export.link-uses", "3", "a number from 1 to 1000"),
    /** Where files of exports and what is staged for them stand. */
    EXPORT_STORE("lethe.export.store", ".lethe/exports", "a directory that can be written, or s3://bucket[/prefix]"),
    /** Region of the bucket of lethe.export.store. */
    EXPORT_S3_REGION("lethe.export.s3.region", "us-east-1", "the name of a region"),
    /** Another S3 than Amazon's. */
    EXPORT_S3_ENDPOINT("lethe.export.s3.endpoint", null, "http(s)://host[:port][/path] without a slash at the end"),
    /** Whether the packager takes fragments that services did not encrypt. */
    EXPORT_PLAIN_FRAGMENTS("lethe.export.plain-fragments", "false", "true or false"),
    /** A page about a request, for whoever is told of it. */
    NOTIFY_LINK("lethe.notify.link", null, "http(s)://… with {requestId} in it"),
    /** Mail server that notifications are sent by; without it none are mailed. */
    NOTIFY_SMTP_HOST("lethe.notify.smtp.host", null, "a host name or address"),
    /** Port of the mail server. */
    NOTIFY_SMTP_PORT("lethe.notify.smtp.port", "587", "a number from 1 to 65535"),
    /** How the connection to the mail server is encrypted. */
    NOTIFY_SMTP_TLS(
            "lethe.notify.smtp.tls",
            "starttls",
            "starttls, implicit or none (none with a password: to this machine only)"),
    /** User at the mail server. */
    NOTIFY_SMTP_USERNAME("lethe.notify.smtp.username", null, "a name, together with lethe.notify.smtp.password"),
    /** Password at the mail server. */
    NOTIFY_SMTP_PASSWORD("lethe.notify.smtp.password", null, "a password, together with lethe.notify.smtp.username"),
    /** Whom mails come from. */
    NOTIFY_SMTP_FROM("lethe.notify.smtp.from", null, "a mail address, name@domain"),
    /** How long the mail server may take to connect, and for each answer. */
    NOTIFY_SMTP_TIMEOUT("lethe.notify.smtp.timeout", "PT10S", "an ISO-8601 duration above zero, at most PT1M"),
    /** How long a mail is tried that the server does not take for now, while it takes others. */
    NOTIFY_SMTP_GIVE_UP_AFTER(
            "lethe.notify.smtp.give-up-after", "PT1H", "an ISO-8601 duration above zero, at most P1D"),
    /** Texts of one's own in place of the built-in ones. */
    NOTIFY_SMTP_TEMPLATES("lethe.notify.smtp.templates", null, "a directory that can be read"),
    /** Where notifications are posted to; without it none are. */
    NOTIFY_WEBHOOK_URL("lethe.notify.webhook.url", null, "https://host[:port][/path], or http to this machine"),
    /** Key of the signature that a webhook's receiver checks. */
    NOTIFY_WEBHOOK_SECRET("lethe.notify.webhook.secret", null, "at least 32 characters, known to the receiver alone"),
    /** How long the receiver may take for an answer. */
    NOTIFY_WEBHOOK_TIMEOUT("lethe.notify.webhook.timeout", "PT10S", "an ISO-8601 duration above zero, at most PT1M"),
    /** Wait for the first ack; it doubles with each attempt. */
    ACK_TIMEOUT("lethe.ack.timeout", "PT10M", "an ISO-8601 duration above zero, at most P7D"),
    /** How often a task is sent before its step fails. */
    ACK_MAX_ATTEMPTS("lethe.ack.max-attempts", "8", "a number from 1 to 100"),
    /** How long the stub of a closed subject stays: at least what a duplicate command may take. */
    FORGET_AFTER("lethe.forget-after", "P7D", "an ISO-8601 duration above zero, at most P365D"),
    /** How long the summary of a closed request stays. */
    SUMMARY_RETENTION(
            "lethe.summary-retention",
            "P24M",
            "an ISO-8601 period of years, months and days above zero, not below lethe.forget-after"),
    /** Law of a request that names none. */
    REGULATION_DEFAULT("lethe.regulation.default", "GDPR", "GDPR, CCPA or OTHER"),
    /** Deadline of a request under OTHER. */
    DEADLINE_OTHER("lethe.deadline.other", "P30D", "an ISO-8601 duration above zero, at most P3650D"),
    /** How long before a deadline a warning is given. */
    DEADLINE_WARN("lethe.deadline.warn", "P7D,P1D", "ISO-8601 durations above zero, separated by commas"),
    /** Open requests that one subject can have. */
    SUBJECT_MAX_OPEN("lethe.subject.max-open", "20", "a number from 1 to 200");

    private final String key;
    private final String defaultValue;
    private final String expected;

    Setting(String key, String defaultValue, String expected) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.expected = expected;
    }

    /** Name as in a properties file. */
    public String key() {
        return key;
    }

    /** Value where nothing is set; empty: none, the setting is required or optional. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What a value must look like, for people. */
    public String expected() {
        return expected;
    }

    /** Name as an environment variable. */
    public String environmentName() {
        return key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    static Optional<Setting> ofEnvironment(String name) {
        return Arrays.stream(values())
                .filter(s -> s.environmentName().equals(name))
                .findFirst();
    }
}
