package io.lethe.cli.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a stack is made of.
 *
 * @param dataDir where it keeps everything
 * @param temporary whether the data directory is removed at the end
 * @param port port of HTTP; empty: the one of the last start where it is free, else a free one
 * @param customers how many customers the sample services hold; empty: no sample services
 * @param settings settings of Lethe, over all others
 * @param cluster an existing cluster; empty: one of its own
 */
public record StackOptions(
        Path dataDir,
        boolean temporary,
        OptionalInt port,
        Optional<Integer> customers,
        Map<String, String> settings,
        Optional<ExistingCluster> cluster) {
    public StackOptions {
        settings = Map.copyOf(settings);
    }
}
