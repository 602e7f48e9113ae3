package io.lethe.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.samples.Checksum;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.RequestType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoResultTest {
    private final Story story = new Story(new Story.Cast(10, 1, null, null, null, null));

    @BeforeEach
    void setUp() {
        story.requests.putAll(Map.of("r-1", "customer-00001", "r-2", "customer-00002"));
        complete("r-1", Outcome.COMPLETED);
        complete("r-2", Outcome.COMPLETED);
        story.before = Map.of("orders", 7L);
        story.after = Map.of("orders", 0L);
        story.othersBefore = Map.of("orders", new Checksum(90, "ab"));
        story.othersAfter = Map.of("orders", new Checksum(90, "ab"));
    }

    @Test
    void shouldBeGoodWhenEverythingIs() {
        var result = DemoResult.of(story);

        assertThat(result.problems()).isEmpty();
        assertThat(new ObjectMapper().valueToTree(result).toString())
                .isEqualTo("{\"ok\":true,\"customers\":10,\"requested\":2,\"completed\":2,"
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
    void shouldFailWhenARequestDidNotComplete() {
        story.completions.remove("r-1");
        complete("r-2", Outcome.REJECTED);

        assertFails("2 requests did not complete");
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
        var result = DemoResult.of(story);
        assertThat(result.ok()).isFalse();
        assertThat(result.problems()).containsExactly(problem);
    }

    private void complete(String requestId, Outcome outcome) {
        story.completions.put(
                requestId,
                RequestCompleted.newBuilder()
                        .setRequestId(requestId)
                        .setType(RequestType.ERASURE)
                        .setOutcome(outcome)
                        .setServices(List.of())
                        .setRequestedAt(Instant.EPOCH)
                        .setCompletedAt(Instant.EPOCH)
                        .setDueAt(Instant.EPOCH)
                        .setOverdue(false)
                        .build());
    }
}
