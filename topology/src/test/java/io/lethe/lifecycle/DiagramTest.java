package io.lethe.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.RequestType;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/lifecycle.md draws what the code does; that histories walk each of its edges, and no other, is theirs to prove. */
class DiagramTest {

    @Test
    void shouldDrawEveryMoveThatAPhaseAllowsAndNoOther() {
        Set<String> allowed = new TreeSet<>();
        Stream.of(Phase.values()).forEach(from -> from.next().forEach(to -> allowed.add(from + " --> " + to)));
        Set<String> drawn = new TreeSet<>();
        Diagram.read().edges().stream()
                .map(edge -> edge.substring(edge.indexOf(' ') + 1))
                .filter(edge -> !edge.startsWith("[*]"))
                .forEach(drawn::add);

        assertThat(drawn).isEqualTo(allowed);
    }

    @Test
    void shouldRefuseAMoveThatIsNotDrawn() {
        RequestState verifying = Requests.in(Phase.VERIFYING, RequestType.ERASURE);

        assertThatThrownBy(() -> verifying.in(Phase.GRACE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("request r1 cannot go from VERIFYING to GRACE");
    }
}
