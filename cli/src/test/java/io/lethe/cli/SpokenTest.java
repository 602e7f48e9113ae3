package io.lethe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.testing.Patience;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpokenTest {
    @Test
    void shouldGiveEachLineAndThenTheEnd() throws Exception {
        var spoken = Spoken.by(shell("echo one; echo two"));

        assertThat(spoken.line(Patience.MOST)).isEqualTo("one");
        assertThat(spoken.line(Patience.MOST)).isEqualTo("two");
        assertThat(spoken.line(Patience.MOST)).isNull();
        assertThat(spoken.line(Patience.MOST)).isNull();
    }

    @Test
    void shouldKillWhoSaysNothingMore() throws Exception {
        var process = shell("echo one; exec sleep 600");
        var spoken = Spoken.by(process);
        spoken.line(Patience.MOST);

        assertThatThrownBy(() -> spoken.line(Duration.ZERO))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("It had said [one]");
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private static Process shell(String script) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script).start();
    }
}
