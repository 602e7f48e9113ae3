package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.testing.TestCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement of exports, small: beside {@link BenchIT}, because it takes as long. */
class ExportRunIT {
    @TempDir
    private Path directory;

    @Test
    void shouldExportThroughTheRealParts() throws Exception {
        try (TestCluster cluster = TestCluster.start();
                ExportRun run = ExportRun.start(new TestGround(cluster, directory), 64)) {
            ExportData data = new ExportData(2_000_000);
            ExportRun.Times times = run.export(data);

            assertThat(times.fileBytes()).isBetween(data.bytes() / 20, data.bytes());
            assertThat(times.staged()).isGreaterThanOrEqualTo(times.handedOut());
            assertThat(times.packed()).isPositive();
            assertThat(run.mostResidentMiB()).isPositive();
            assertThat(data.encrypt()).isPositive();
            assertThat(data.zip(directory.resolve("plain.zip"))).isPositive();
            assertThat(directory.resolve("plain.zip")).isNotEmptyFile();
        }
    }
}
