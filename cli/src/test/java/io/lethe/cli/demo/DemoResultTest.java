package io.lethe.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.samples.Checksum;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoResultTest {
    private final Story story = new Story(new Cast(new DemoSize(10, 1), null, null, null, null, null));

    @BeforeEach
    void setUp() {
        story.choose(List.of("customer-00001", "customer-00002"), List.of("customer-00003"));
        story.requested = 2;
        story.completed = 2;
        story.lines.add("1. Erasures: 2 of 2");
        story.before = Map.of("orders", 7L);
        story.after = Map.of("orders", 0L);
        story.othersBefore = Map.of("orders", new Checksum(90, "ab"));
        story.othersAfter = Map.of("orders", new Checksum(90, "ab"));
    }

    @Test
    void shouldBeGoodWhenEverythingIs() {
        NobodyElse.check(story, "orders");

        assertThat(new ObjectMapper().valueToTree(DemoResult.of(story)).toString())
                .isEqualTo(
                        "{\"ok\":true,\"customers\":10,\"erased\":2,\"requested\":2,\"completed\":2,\"story\":[\"1. Erasures: 2 of 2\"],"
                                + "\"services\":[{\"service\":\"orders\",\"before\":7,\"after\":0,\"others\":90,\"othersIntact\":true}],"
                                + "\"problems\":[],\"request\":null}");
    }

    @Test
    void shouldFailWhenSomethingIsLeft() {
        story.after = Map.of("orders", 1L);

        assertFails("orders still holds 1 rows of erased customers");
    }

    @Test
    void shouldFailWhenSomebodyElseWasTouched() {
        story.othersAfter = Map.of("orders", new Checksum(90, "ac"));

        assertFails("orders lost or changed data of other customers");
    }

    @Test
    void shouldFailWhenAStepSaysSo() {
        story.check(false, "something was not as promised");

        assertFails("something was not as promised");
    }

    @Test
    void shouldSayWhenCustomersRunOut() {
        assertThat(story.stayer()).isEqualTo("customer-00003");
        assertThatThrownBy(story::stayer).hasMessageContaining("too few customers");
    }

    @Test
    void shouldChooseTheSameCustomersEveryTime() {
        assertThat(ChooseCustomers.shuffled(100))
                .isEqualTo(ChooseCustomers.shuffled(100))
                .doesNotHaveDuplicates()
                .hasSize(100)
                .isNotEqualTo(ChooseCustomers.shuffled(100).stream().sorted().toList());
    }

    @Test
    void shouldRefuseToEraseEverybody() {
        assertThatThrownBy(() -> new DemoSize(10, 10)).hasMessageContaining("not 10 of 10");
    }

    private void assertFails(String problem) {
        NobodyElse.check(story, "orders");
        var result = DemoResult.of(story);
        assertThat(result.ok()).isFalse();
        assertThat(result.problems()).containsExactly(problem);
    }
}
