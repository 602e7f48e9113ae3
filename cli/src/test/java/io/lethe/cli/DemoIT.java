package io.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    private Path directory;

    /** On a machine that is many times slower than usual it takes as long as this, with what its tests need around it. */
    private static final Duration MOST = Duration.ofMinutes(20);

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void shouldEraseCustomersInEveryStoreAndLeaveNothingBehind() throws Exception {
        try (var demo = LetheProcess.start(directory, "demo", "--customers", "200", "--erase", "9", "-o", "json")) {
            var result = new ObjectMapper().readTree(demo.line(MOST));
            assertThat(demo.line()).isNull();
            assertThat(result.path("problems")).isEmpty();
            assertThat(demo.exitCode()).isZero();
            assertThat(result.path("ok").asBoolean()).isTrue();
            assertThat(result.path("completed").asInt()).isEqualTo(10);
            assertThat(result.path("erased").asInt()).isEqualTo(14);
            assertThat(result.path("story")).hasSize(9);
            assertThat(result.path("services")).hasSize(4).allSatisfy(service -> {
                assertThat(service.path("before").asLong()).isPositive();
                assertThat(service.path("after").asLong()).isZero();
                assertThat(service.path("others").asLong()).isPositive();
            });
            assertThat(result.path("request").path("status").asText()).isEqualTo("COMPLETED");
            demo.awaitNothingLeft();
            assertThat(directory).isDirectoryNotContaining("glob:**lethe-demo*");
        }
    }
}
