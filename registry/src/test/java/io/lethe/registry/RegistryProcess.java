package io.lethe.registry;

import java.io.IOException;
import java.nio.file.Path;

/** A registry in a process of its own, to be killed. Arguments: directory, port. */
final class RegistryProcess {
    private RegistryProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        DevRegistry.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        Thread.currentThread().join();
    }
}
