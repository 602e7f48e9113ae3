package io.lethe.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export takes no more memory for being large. */
class PackingMemoryIT {
    private static final String HEAP = "-Xmx40m";
    private static final String MEGABYTES = "150";

    @TempDir
    private Path directory;

    @Test
    void shouldPackManyTimesItsHeap() throws Exception {
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
                .start();
        String output = new String(packing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(packing.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(packing.exitValue()).as(output).isZero();
        assertThat(output).contains("packed=");
    }
}
