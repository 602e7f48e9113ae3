package io.lethe.topics;

import io.lethe.topics.AdminCalls.Answer;
import io.lethe.topics.TopicState.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at topics that services own, without producing to them: a produce to a missing topic would block, and might make one. */
public final class TopicInspector {
    private final AdminCalls calls;

    /** Looks through this client, which stays the caller's to close. */
    public TopicInspector(Admin admin) {
        this.calls = new AdminCalls(admin);
    }

    /**
     * The state of each topic, in two calls for all of them.
     *
     * @throws KafkaException when the brokers do not answer, which says nothing about any topic
     */
    public Map<String, TopicState> inspect(Set<String> topics) {
        var states = new HashMap<String, TopicState>();
        var described = new HashMap<String, TopicDescription>();
        calls.describe(topics).forEach((topic, answer) -> {
            if (answer.error() == null) {
                described.put(topic, answer.value());
            } else {
                states.put(topic, ofError(answer.error()));
            }
        });
        calls.settings(new HashSet<>(described.keySet()))
                .forEach((topic, settings) -> states.put(topic, state(described.get(topic), settings)));
        return states;
    }

    private static TopicState state(TopicDescription topic, Answer<Config> settings) {
        if (settings.error() != null) {
            return ofError(settings.error());
        }
        return new TopicState(kind(topic, settings.value()), topic.partitions().size());
    }

    private static Kind kind(TopicDescription topic, Config settings) {
        if (!mayWrite(topic)) {
            return Kind.FORBIDDEN;
        }
        if (!isCompacted(settings)) {
            return Kind.NOT_COMPACTED;
        }
        var led = topic.partitions().stream()
                .allMatch(p -> p.leader() != null && !p.leader().isEmpty());
        return led ? Kind.USABLE : Kind.UNAVAILABLE;
    }

    /** A broker without authorizer names no operations. */
    private static boolean mayWrite(TopicDescription topic) {
        var operations = topic.authorizedOperations();
        return operations == null || operations.isEmpty() || operations.contains(AclOperation.WRITE);
    }

    private static boolean isCompacted(Config settings) {
        var policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        return policy != null && Arrays.asList(policy.value().split(",")).contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** What the brokers as a whole do not answer is thrown; what they answer of one topic must not become the others' trouble. */
    private static TopicState ofError(KafkaException error) {
        if (error instanceof TimeoutException || error instanceof AuthenticationException) {
            throw error;
        }
        if (error instanceof UnknownTopicOrPartitionException || error instanceof InvalidTopicException) {
            return TopicState.unusable(Kind.MISSING);
        }
        var kind = error instanceof AuthorizationException ? Kind.FORBIDDEN : Kind.UNAVAILABLE;
        return TopicState.unusable(kind);
    }
}
