package io.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C at any moment of the demo. A class of its own: it takes as long as the demo itself, and runs beside it. */
class DemoStopIT {
    /** Nearly the whole stack comes up first. */
    private static final Duration MOST = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"broker", "samples/postgres/data", "samples/s3.loaded"})
    void shouldStopAtAnyTimeAndLeaveNothingBehind(String begun) throws Exception {
        try (var demo = LetheProcess.start(directory, "demo", "--customers", "200", "--erase", "9")) {
            await().atMost(MOST).until(() -> isThere(begun));

            assertThat(demo.stop("INT")).isEqualTo(130);
            demo.awaitNothingLeft();
            assertThat(directory).isDirectoryNotContaining("glob:**lethe-demo*");
        }
    }

    private boolean isThere(String begun) throws IOException {
        try (var demos = Files.newDirectoryStream(directory, "lethe-demo*")) {
            for (var demo : demos) {
                return Files.exists(demo.resolve(begun));
            }
            return false;
        }
    }
}
