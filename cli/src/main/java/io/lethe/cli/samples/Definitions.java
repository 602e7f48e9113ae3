package io.lethe.cli.samples;

import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.util.List;

/** Service definitions of the samples. */
final class Definitions {
    private static final String OWNER = "sample data";

    private Definitions() {}

    static ServiceDefinition of(
            String name, List<Action> actions, List<String> after, List<TombstoneTopic> tombstoneTopics) {
        return ServiceDefinition.newBuilder()
                .setName(name)
                .setActions(actions)
                .setAfter(after)
                .setTombstoneTopics(tombstoneTopics)
                .setOwner(OWNER)
                .build();
    }
}
