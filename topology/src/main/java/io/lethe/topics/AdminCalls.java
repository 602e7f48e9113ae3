package io.lethe.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;

/** Calls of Admin, answered one topic at a time: what went well, and what did not, with Kafka's own exception. */
final class AdminCalls {
    private final Admin admin;

    AdminCalls(Admin admin) {
        this.admin = admin;
    }

    /** One topic's answer; exactly one of the two is null. */
    record Answer<T>(T value, KafkaException error) {}

    Map<String, Answer<TopicDescription>> describe(Collection<String> topics) {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        return answers(admin.describeTopics(topics, options).topicNameValues());
    }

    Map<String, Answer<Config>> settings(Collection<String> topics) {
        Set<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .collect(Collectors.toSet());
        var byName = new HashMap<String, KafkaFuture<Config>>();
        admin.describeConfigs(resources).values().forEach((resource, answer) -> byName.put(resource.name(), answer));
        return answers(byName);
    }

    Map<String, Answer<Void>> create(Collection<TopicSpec> specs) {
        return answers(
                admin.createTopics(specs.stream().map(TopicSpec::toNewTopic).toList())
                        .values());
    }

    private static <T> Map<String, Answer<T>> answers(Map<String, KafkaFuture<T>> futures) {
        var answers = new HashMap<String, Answer<T>>();
        futures.forEach((topic, future) -> answers.put(topic, await(future)));
        return answers;
    }

    /** Admin bounds each call itself (default.api.timeout.ms). */
    private static <T> Answer<T> await(KafkaFuture<T> future) {
        try {
            return new Answer<>(future.get(), null);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return new Answer<>(null, cause instanceof KafkaException known ? known : new KafkaException(cause));
        }
    }
}
