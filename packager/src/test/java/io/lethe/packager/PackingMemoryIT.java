package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export takes no more memory for being large. */
class PackingMemoryIT {
    private static final String HEAP = "-Xmx40m";
    private static final String MEGABYTES = "150";
    /** It takes seconds; a machine that is short of everything gets more. */
    private static final int MINUTES = 8;

    @TempDir
    private Path directory;

    @Test
    void shouldPackManyTimesItsHeap() throws Exception {
        Path log = directory.resolve("log");
        Process packing = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PackingLoad.class.getName(),
                        directory.toString(),
                        MEGABYTES))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(packing.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("whether it ended within %d minutes", MINUTES)
                    .isTrue();
        } finally {
            packing.destroyForcibly();
        }
        String output = Files.readString(log);
        assertThat(packing.exitValue()).as(output).isZero();
        assertThat(output).contains("packed=");
    }
}
