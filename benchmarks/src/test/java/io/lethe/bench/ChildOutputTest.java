package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.testing.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildOutputTest {
    @TempDir
    private Path directory;

    private Process process;

    @Test
    void shouldGiveTheLineThatIsWanted() throws Exception {
        ChildOutput output = output("echo other; echo ready 7; echo ready 8");

        assertThat(output.await("ready", line -> line.startsWith("ready "), Patience.MOST))
                .isEqualTo("ready 7");
    }

    @Test
    void shouldShowTheLogOfAChildThatEnded() throws Exception {
        ChildOutput output = output("echo other; echo the reason >&2");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> output.await("that it is ready", line -> line.equals("ready"), Patience.MOST))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("The child ended, expected: that it is ready.")
                    .hasMessageContaining("the reason");
        }
    }

    @Test
    void shouldKillAChildThatDoesNotSayIt() throws Exception {
        ChildOutput output = output("echo other; exec sleep 600");

        assertThatThrownBy(() -> output.await("that it is ready", line -> line.equals("ready"), Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The child did not say so within 0 s and was killed");
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private ChildOutput output(String script) throws IOException {
        Path log = directory.resolve("child.log");
        process = new ProcessBuilder("/bin/sh", "-c", script)
                .redirectError(log.toFile())
                .start();
        return ChildOutput.of(process, "The child", log);
    }
}
