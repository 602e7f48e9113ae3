package io.lethe.cli.command;

import java.nio.file.Path;

/** Where the project stands; the launcher says it. */
final class Home {
    private Home() {}

    /** Default data directory of `lethe up`. */
    static Path dataDir() {
        return Path.of(System.getProperty("io.lethe.home", ""))
                .toAbsolutePath()
                .resolve(".lethe")
                .resolve("data");
    }
}
