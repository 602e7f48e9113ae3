package io.lethe.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.Topics;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.Policy;
import io.lethe.request.DecisionListener;
import io.lethe.request.RequestSettings;
import io.lethe.request.RequestTopics;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Node, store and topic names are part of a running deployment: another name is another changelog. A change of the snapshot is a decision, and
 * one that needs a way to carry the state over.
 */
class TopologyShapeTest {
    @Test
    void shouldKeepItsShape() throws IOException {
        Topics topics = new Topics("privacy.");
        RequestSettings settings = new RequestSettings(
                new RequestTopics(topics.commands(), topics.acks()),
                Policy.defaults(),
                Keys.generate(),
                () -> null,
                DecisionListener.NONE);
        String shape = LetheTopology.build(topics, 3, settings, () -> null, Map.of())
                .describe()
                .toString();
        assertThat(nodes(shape)).isEqualTo(nodes(snapshot()));
    }

    /** The nodes in order, and what they list in order: Kafka describes sets, whose order is another one in each JVM. */
    private static List<String> nodes(String description) {
        return Stream.of(description.split("(?=Source:|Processor:|Sink:)"))
                .map(TopologyShapeTest::listsInOrder)
                .sorted()
                .toList();
    }

    private static String listsInOrder(String node) {
        return Stream.of(node.replaceAll("[\\[\\](),]", " ").split("\\s+"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String snapshot() throws IOException {
        try (InputStream in = TopologyShapeTest.class.getResourceAsStream("topology.txt")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
