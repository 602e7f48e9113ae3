package io.lethe.participant;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a participant runs with, checked.
 *
 * @param service name of the service, as in its definition
 * @param topicPrefix prefix of Lethe's topics
 * @param serde class of the serde for task and acknowledgement values
 * @param kafka properties of clients and serde, as the caller gave them
 * @param concurrency effects at the same time, at least 1
 * @param retry repeats of a failing handler
 * @param remembered how many answered tasks to remember, at least 1
 * @param drainTimeout how long to wait for running effects before partitions or the group are left
 */
record Settings(
        String service,
        String topicPrefix,
        String serde,
        Map<String, Object> kafka,
        int concurrency,
        HandlerRetry retry,
        int remembered,
        Duration drainTimeout) {
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    Settings {
        check(
                SERVICE.matcher(service).matches(),
                "service is '" + service + "', expected " + SERVICE + ", as in its definition");
        check(concurrency >= 1, "concurrency is " + concurrency + ", expected at least 1");
        check(remembered >= 1, "remember is " + remembered + ", expected at least 1");
        check(!drainTimeout.isNegative(), "drainTimeout is " + drainTimeout + ", expected no less than PT0S");
        kafka = Map.copyOf(kafka);
    }

    List<String> taskTopics() {
        return List.of(topicPrefix + "erase." + service, topicPrefix + "export." + service);
    }

    String acksTopic() {
        return topicPrefix + "acks";
    }

    String fragmentsTopic() {
        return topicPrefix + "export.fragments";
    }

    String deadLettersTopic() {
        return topicPrefix + "dead-letters";
    }

    String clientId() {
        return "lethe-participant-" + service;
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
