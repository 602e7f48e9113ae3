package io.lethe.cli.stack;

import java.util.concurrent.CompletableFuture;

/**
 * A cluster that somebody else runs.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param schemaRegistry URL of its schema registry
 */
public record ExistingCluster(String bootstrapServers, String schemaRegistry) implements Cluster {
    public ExistingCluster {
        schemaRegistry = schemaRegistry.replaceFirst("/+$", "");
    }

    /** Clients notice and wait: nothing to watch. */
    @Override
    public void watch(CompletableFuture<String> onFailure) {}

    /** It stays. */
    @Override
    public void close() {}
}
