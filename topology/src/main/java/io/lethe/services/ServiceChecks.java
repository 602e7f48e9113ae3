package io.lethe.services;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import io.lethe.topics.TopicAdmin;
import io.lethe.topics.TopicInspector;
import io.lethe.topics.TopicSetupException;
import io.lethe.topics.TopicState;
import io.lethe.worker.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;

/** Everything that is asked of a definition before it becomes active: its words, then its topics as they are on the brokers. Thread-safe; makes nothing. */
public final class ServiceChecks implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Admin admin;
    private final TopicInspector inspector;
    private final TopicAdmin topicAdmin;
    private final KeySampler sampler;
    private final Definitions definitions;

    /** Checks against the brokers of this deployment, through clients of its own. */
    public ServiceChecks(LetheConfig config) {
        var clients = new Clients(config);
        this.admin = clients.admin("service-checks");
        this.inspector = new TopicInspector(admin);
        this.topicAdmin = new TopicAdmin(admin, config);
        this.sampler = new KeySampler(() -> clients.consumer("key-sampler", Map.of()));
        this.definitions = new Definitions(config.topics(), config.deployment().applicationId());
    }

    /**
     * Everything that is wrong with a definition; empty: it can become active. Topics are looked at only when the words are right.
     *
     * @param catalogue the services there are, by name
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer, which says nothing about the definition
     */
    public List<Problem> check(ServiceDefinition definition, Map<String, ServiceDefinition> catalogue) {
        var problems = definitions.check(definition, catalogue);
        return problems.isEmpty() ? checkTopics(definition) : problems;
    }

    /** What stands against removing a service; empty: nothing. */
    public List<Problem> checkRemoval(String name, Map<String, ServiceDefinition> catalogue) {
        return definitions.checkRemoval(name, catalogue);
    }

    Definitions definitions() {
        return definitions;
    }

    TopicAdmin topicAdmin() {
        return topicAdmin;
    }

    @Override
    public void close() {
        admin.close(CLOSE);
    }

    private List<Problem> checkTopics(ServiceDefinition definition) {
        var problems = new ArrayList<Problem>();
        checkOwnTopics(definition, problems);
        var topics = definition.getTombstoneTopics();
        if (topics.isEmpty()) {
            return problems;
        }
        var states =
                inspector.inspect(topics.stream().map(TombstoneTopic::getTopic).collect(Collectors.toSet()));
        for (int i = 0; i < topics.size(); i++) {
            var path = "tombstoneTopics[" + i + "]";
            problem(path, topics.get(i), states.get(topics.get(i).getTopic())).ifPresent(problems::add);
        }
        return problems;
    }

    private void checkOwnTopics(ServiceDefinition definition, List<Problem> problems) {
        if (definition.getActions().isEmpty()) {
            return;
        }
        try {
            topicAdmin.checkService(definition.getName());
        } catch (TopicSetupException e) {
            problems.add(new Problem("name", e.getMessage()));
        }
    }

    private Optional<Problem> problem(String path, TombstoneTopic topic, TopicState state) {
        var name = topic.getTopic();
        return switch (state.kind()) {
            case MISSING -> Optional.of(new Problem(path + ".topic", "topic " + name + " does not exist"));
            case FORBIDDEN ->
                Optional.of(new Problem(path + ".topic", "Lethe may not describe topic " + name + " and write to it"));
            case NOT_COMPACTED ->
                Optional.of(new Problem(
                        path + ".topic",
                        "topic " + name + " does not have compact in cleanup.policy: a null would delete nothing"));
            case UNAVAILABLE ->
                Optional.of(new Problem(path + ".topic", "topic " + name + " has a partition without a leader now"));
            case USABLE -> keyProblem(path, topic, state.partitions());
        };
    }

    private Optional<Problem> keyProblem(String path, TombstoneTopic topic, int partitions) {
        try {
            return KeySample.contradiction(sampler.sample(topic.getTopic(), partitions), topic.getKeyFormat())
                    .map(what -> new Problem(path + ".keyFormat", "topic " + topic.getTopic() + ": " + what));
        } catch (AuthorizationException e) {
            return Optional.of(new Problem(
                    path + ".topic",
                    "Lethe may not read topic " + topic.getTopic() + ", which the check of its keys needs"));
        }
    }
}
