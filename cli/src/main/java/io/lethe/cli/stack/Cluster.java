package io.lethe.cli.stack;

import java.util.concurrent.CompletableFuture;

/** The brokers and the schema registry that a stack runs on. */
interface Cluster extends AutoCloseable {
    /** {@code host:port}, several separated by commas. */
    String bootstrapServers();

    /** URL without a slash at the end. */
    String schemaRegistry();

    /** Completes {@code onFailure} with a message for people when the cluster ends by itself, as far as that can be seen from here. */
    void watch(CompletableFuture<String> onFailure);

    @Override
    void close();
}
