package io.lethe.bench;

import io.lethe.testing.TestCluster;
import java.nio.file.Path;

/** A test's own cluster, to measure on. */
record TestGround(TestCluster cluster, Path directory) implements Ground {
    @Override
    public String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    @Override
    public String schemaRegistry() {
        return cluster.registryUrl().toString();
    }
}
