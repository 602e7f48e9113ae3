package io.lethe.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldPrintALineAtEachQuarterWhereThereIsNoTerminal() {
        try (var progress = Progress.begin("Loading", 8, new PrintWriter(out))) {
            for (int done = 0; done <= 8; done++) {
                progress.show(done, 8);
            }
        }

        assertThat(out.toString())
                .isEqualTo("  Loading: 2 of 8\n  Loading: 4 of 8\n  Loading: 6 of 8\n  Loading: 8 of 8\n");
    }

    @Test
    void shouldSkipQuartersAndLiveWithNothingToDo() {
        try (var progress = Progress.begin("Erased", 3, new PrintWriter(out))) {
            progress.show(2, 3);
            progress.show(2, 3);
            progress.show(0, 0);
        }

        assertThat(out.toString()).isEqualTo("  Erased: 2 of 3\n  Erased: 0 of 0\n");
    }
}
