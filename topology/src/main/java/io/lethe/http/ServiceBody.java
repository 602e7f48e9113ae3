package io.lethe.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A service's definition as callers write and read it; absent arrays are empty.
 *
 * @param name name of the service; in a PUT it may be left out, the path has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServiceBody(
        String name,
        List<Action> actions,
        List<String> after,
        List<Topic> tombstoneTopics,
        String ackTimeout,
        Integer maxAttempts,
        String owner) {

    /** A compacted topic that gets a null for the subject; {@code keyFormat} null: STRING. */
    record Topic(String topic, KeyFormat keyFormat) {
        private TombstoneTopic toContract(int index) {
            Fields.present("tombstoneTopics[" + index + "].topic", topic);
            return new TombstoneTopic(topic, keyFormat == null ? KeyFormat.STRING : keyFormat);
        }
    }

    ServiceBody {
        actions = listed("actions", actions);
        after = listed("after", after);
        tombstoneTopics = listed("tombstoneTopics", tombstoneTopics);
    }

    /** What a caller's array holds; nulls in it are the caller's mistake. */
    private static <T> List<T> listed(String field, List<T> values) {
        if (values == null) {
            return List.of();
        }
        Fields.require(values.stream().noneMatch(Objects::isNull), field, "must not hold null");
        return List.copyOf(values);
    }

    static ServiceBody of(ServiceDefinition definition) {
        return new ServiceBody(
                definition.getName(),
                definition.getActions(),
                definition.getAfter(),
                definition.getTombstoneTopics().stream()
                        .map(t -> new Topic(t.getTopic(), t.getKeyFormat()))
                        .toList(),
                definition.getAckTimeout(),
                definition.getMaxAttempts(),
                definition.getOwner());
    }

    /** The definition under the path's name. */
    ServiceDefinition toContract(String path) {
        Fields.require(name == null || name.equals(path), "name", "must be the one in the path");
        List<TombstoneTopic> topics = new ArrayList<>();
        for (int i = 0; i < tombstoneTopics.size(); i++) {
            topics.add(tombstoneTopics.get(i).toContract(i));
        }
        return new ServiceDefinition(path, actions, after, topics, ackTimeout, maxAttempts, owner);
    }
}
