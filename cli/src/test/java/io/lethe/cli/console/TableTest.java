package io.lethe.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void shouldAlignTextLeftAndNumbersRight() {
        var table = new Table("SERVICE", "ROWS").row("orders", 1234).row("accounts", 7);

        assertThat(table.render()).isEqualTo("""
                        SERVICE   ROWS
                        ────────  ────
                        orders    1234
                        accounts     7
                        """);
    }

    @Test
    void shouldLeaveNoBlanksAtTheEndAndShowNullAsNothing() {
        var table = new Table("A", "LONG TITLE").row("x", null).row("y", "z");

        assertThat(table.render()).isEqualTo("A  LONG TITLE\n─  ──────────\nx\ny  z\n");
    }

    @Test
    void shouldKeepControlCharactersFromTheTerminal() {
        assertThat(new Table("A").row("a\u001b[31m\nb").render())
                .doesNotContain("\u001b")
                .contains("a [31m b");
    }

    @Test
    void shouldRefuseARowOfAnotherWidth() {
        assertThatThrownBy(() -> new Table("A", "B").row("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells in a table of 2 columns");
    }
}
