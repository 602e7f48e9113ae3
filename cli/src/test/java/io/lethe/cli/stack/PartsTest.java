package io.lethe.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final List<String> closed = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void shouldCloseInReverseOrderAndOnce() {
        parts.add("part", () -> closed.add("first"));
        parts.add("part", () -> closed.add("second"));

        parts.close();
        parts.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void shouldCloseTheOthersWhenOneFails() {
        parts.add("part", () -> closed.add("first"));
        parts.add("part", () -> {
            throw new IllegalStateException("does not close");
        });

        parts.close();

        assertThat(closed).containsExactly("first");
    }

    @Test
    void shouldCloseAtOnceWhatComesTooLate() {
        parts.close();

        assertThatThrownBy(() -> parts.add("part", () -> closed.add("late")))
                .isInstanceOf(StackException.class)
                .hasMessage("Stopped while starting");
        assertThat(closed).containsExactly("late");
    }
}
