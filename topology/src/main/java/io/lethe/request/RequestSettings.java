package io.lethe.request;

import io.lethe.keys.Keys;
import io.lethe.lifecycle.Policy;
import java.util.function.Supplier;

/**
 * What the request step needs besides its stores.
 *
 * @param topics where inputs come from
 * @param policy settings that decisions depend on
 * @param keys keys of tokens and tags
 * @param readers makes the readers of one task
 * @param listener hears of decided commands
 */
public record RequestSettings(
        RequestTopics topics, Policy policy, Keys keys, Supplier<Readers> readers, DecisionListener listener) {}
