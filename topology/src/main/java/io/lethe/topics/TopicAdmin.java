package io.lethe.topics;

import io.lethe.config.LetheConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes Lethe's topics where they are missing, and refuses to go on where one that exists would lose data or order. Running it again changes nothing. */
public final class TopicAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private final AdminCalls calls;
    private final TopicCatalogue catalogue;

    /** Works through this client, which stays the caller's to close. */
    public TopicAdmin(Admin admin, LetheConfig config) {
        this.calls = new AdminCalls(admin);
        this.catalogue = new TopicCatalogue(config);
    }

    /**
     * Makes and checks all topics that stand whatever services there are. To be run before anything else touches them.
     *
     * @throws TopicSetupException with a table of topic, setting, found, expected and what mends it
     * @throws KafkaException when the brokers do not answer
     */
    public void provision() {
        ensure(catalogue.core());
    }

    /**
     * Makes and checks both topics of a service with an action.
     *
     * @throws TopicSetupException as {@link #provision()}
     * @throws KafkaException when the brokers do not answer
     */
    public void provisionService(String service) {
        ensure(catalogue.ofService(service));
    }

    /**
     * Checks both topics of a service as far as they exist, and makes none.
     *
     * @throws TopicSetupException as {@link #provision()}
     * @throws KafkaException when the brokers do not answer
     */
    public void checkService(String service) {
        missing(catalogue.ofService(service));
    }

    /** What exists is judged before anything is made, so that a wrong setting of Lethe's own leaves nothing behind. */
    private void ensure(List<TopicSpec> specs) {
        var missing = missing(specs);
        if (!missing.isEmpty()) {
            create(missing);
            check(missing);
        }
    }

    private List<TopicSpec> missing(List<TopicSpec> specs) {
        var found = calls.describe(specs.stream().map(TopicSpec::name).toList());
        var split = specs.stream()
                .collect(Collectors.partitioningBy(
                        spec -> found.get(spec.name()).error() instanceof UnknownTopicOrPartitionException));
        check(split.get(false));
        return split.get(true);
    }

    private void create(List<TopicSpec> missing) {
        var answers = new HashMap<>(calls.create(missing));
        // Another instance was first: what it made is checked like any other.
        answers.values().removeIf(answer -> answer.error() instanceof TopicExistsException);
        var created = allOf(answers, "create").keySet();
        if (!created.isEmpty()) {
            LOG.info("Created topics {}", created.stream().sorted().toList());
        }
    }

    private void check(List<TopicSpec> specs) {
        var names = specs.stream().map(TopicSpec::name).toList();
        var topics = describeAll(names);
        var settings = allOf(calls.settings(names), "read the settings of");
        report(specs.stream()
                .flatMap(spec -> Comparison.of(spec, topics.get(spec.name()), settings.get(spec.name())).stream())
                .toList());
    }

    /** A topic that was just made is not known to every broker at once. */
    private Map<String, TopicDescription> describeAll(Collection<String> names) {
        var deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            var answers = calls.describe(names);
            var settling = answers.values().stream().anyMatch(answer -> answer.error() instanceof RetriableException);
            if (!settling || System.nanoTime() > deadline) {
                return allOf(answers, "describe");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static <T> Map<String, T> allOf(Map<String, AdminCalls.Answer<T>> answers, String verb) {
        var values = new HashMap<String, T>();
        answers.forEach((topic, answer) -> {
            if (answer.error() instanceof RetriableException) {
                throw answer.error();
            }
            if (answer.error() != null) {
                throw new TopicSetupException(
                        "cannot %s topic %s: %s"
                                .formatted(verb, topic, answer.error().getMessage()),
                        answer.error());
            }
            values.put(topic, answer.value());
        });
        return values;
    }

    private static void report(List<Finding> findings) {
        var fatal = findings.stream().filter(Finding::fatal).toList();
        if (!fatal.isEmpty()) {
            throw new TopicSetupException("Topics that would lose data or order:\n" + Finding.table(fatal));
        }
        if (!findings.isEmpty()) {
            LOG.warn("Topics that differ from what is advised:\n{}", Finding.table(findings));
        }
    }
}
