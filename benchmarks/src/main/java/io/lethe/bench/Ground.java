package io.lethe.bench;

import java.nio.file.Path;

/** What the benchmarks run on, the same for all contenders. What is asked for first is started then; whoever made it closes it. */
public interface Ground {
    /** Where a run may write; empty at first. */
    Path directory();

    /** {@code host:port} of a broker that is fresh at the first call. */
    String bootstrapServers();

    /** URL of a schema registry. */
    String schemaRegistry();
}
