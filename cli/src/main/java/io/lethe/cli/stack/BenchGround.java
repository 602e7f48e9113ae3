package io.lethe.cli.stack;

import io.lethe.bench.Ground;
import java.nio.file.Path;

/** The stack's own broker and registry, and nothing else of it, for measurements. The broker starts when it is first asked for. */
public final class BenchGround implements Ground, AutoCloseable {
    private final DataDir dataDir;
    private final Parts parts = new Parts();
    private EmbeddedCluster cluster;

    /** Keeps everything in a directory, which is removed at the end. */
    public BenchGround(Path directory) {
        dataDir = DataDir.open(directory);
        StackLogging.to(dataDir.log("bench"));
    }

    @Override
    public Path directory() {
        return dataDir.root();
    }

    @Override
    public String bootstrapServers() {
        return cluster().bootstrapServers();
    }

    @Override
    public String schemaRegistry() {
        return cluster().schemaRegistry();
    }

    private synchronized EmbeddedCluster cluster() {
        if (cluster == null) {
            cluster = parts.add("broker", EmbeddedCluster.start(dataDir));
        }
        return cluster;
    }

    @Override
    public void close() {
        if (!parts.isClosed()) {
            parts.close();
            dataDir.delete();
        }
    }
}
