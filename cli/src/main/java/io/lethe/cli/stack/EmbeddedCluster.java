package io.lethe.cli.stack;

import io.lethe.registry.DevRegistry;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A broker in a child JVM and a development registry in this one; their data stays in the data directory. */
final class EmbeddedCluster implements Cluster {
    private static final String REGISTRY = "registry";

    private final DataDir dataDir;
    private final Broker broker;
    private final DevRegistry registry;

    private EmbeddedCluster(DataDir dataDir, Broker broker, DevRegistry registry) {
        this.dataDir = dataDir;
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both.
     *
     * @throws StackException when one does not start; nothing is left running
     */
    static EmbeddedCluster start(DataDir dataDir) {
        var registry = startRegistry(dataDir);
        try {
            return new EmbeddedCluster(dataDir, Broker.start(dataDir), registry);
        } catch (StackException e) {
            registry.close();
            throw e;
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public String schemaRegistry() {
        return registry.url().toString();
    }

    @Override
    public void watch(CompletableFuture<String> onFailure) {
        broker.onExit()
                .thenAccept(code -> onFailure.complete(
                        "The broker ended by itself with exit code " + code + "; its log is " + dataDir.log("broker")));
    }

    @Override
    public void close() {
        broker.close();
        registry.close();
    }

    private static DevRegistry startRegistry(DataDir dataDir) {
        int port = Ports.of(dataDir).claim(REGISTRY);
        try {
            return DevRegistry.start(dataDir.of(REGISTRY), port);
        } catch (IOException e) {
            throw new StackException("The development registry did not start: " + e.getMessage(), e);
        }
    }
}
