package io.lethe.services;

import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.util.ArrayList;
import java.util.List;

/** A definition in the making. */
final class Draft {
    private final String name;
    private final List<Action> actions = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final List<TombstoneTopic> topics = new ArrayList<>();
    private String timeout;
    private Integer attempts;
    private String owner;

    private Draft(String name) {
        this.name = name;
    }

    static Draft of(String name) {
        return new Draft(name);
    }

    Draft with(Action... more) {
        actions.addAll(List.of(more));
        return this;
    }

    Draft after(String... more) {
        after.addAll(List.of(more));
        return this;
    }

    Draft topic(String topic, KeyFormat format) {
        topics.add(new TombstoneTopic(topic, format));
        return this;
    }

    Draft timeout(String text) {
        timeout = text;
        return this;
    }

    Draft attempts(int number) {
        attempts = number;
        return this;
    }

    Draft owner(String text) {
        owner = text;
        return this;
    }

    ServiceDefinition build() {
        return new ServiceDefinition(name, actions, after, topics, timeout, attempts, owner);
    }
}
