package io.lethe.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.command.FakeLethe;
import io.lethe.cli.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final String GRACE = "{\"requestId\":\"r-1\",\"status\":\"IN_PROGRESS\",\"phase\":\"GRACE\"}";

    @Test
    void shouldSayWhatItWaitedForInVain() throws IOException {
        try (var server = new FakeLethe().answering(200, GRACE)) {
            var requests = new Requests(new LetheClient(URI.create(server.url())), Duration.ZERO);

            assertThatThrownBy(() -> requests.awaitPhase("r-1", "ON_HOLD"))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Request r-1 is not in ON_HOLD after 0 s: it is IN_PROGRESS (GRACE)");
        }
    }

    @Test
    void shouldAskUntilItIsSo() throws IOException {
        try (var server =
                new FakeLethe().answering(200, "{}").answering(200, "{}").answering(200, GRACE)) {
            var requests = new Requests(new LetheClient(URI.create(server.url())), Duration.ofMinutes(2));

            assertThat(requests.awaitPhase("r-1", "GRACE").path("requestId").asText())
                    .isEqualTo("r-1");
        }
    }

    @Test
    void shouldTakeARefusalForWhatWasDoneBeforeItsAnswer() throws IOException {
        try (var server = new FakeLethe()
                .answering(503, "{\"code\":\"NOT_DECIDED\"}")
                .answering(404, "{\"code\":\"UNKNOWN_HOLD\"}")
                .answering(404, "{\"code\":\"UNKNOWN_REQUEST\"}")) {
            var requests = new Requests(new LetheClient(URI.create(server.url())), Duration.ofMinutes(2));

            requests.release("customer-00001", "case-17");
            assertThat(server.asked()).hasSize(2);
            assertThatThrownBy(() -> requests.cancel("r-1")).hasMessageContaining("UNKNOWN_REQUEST");
        }
    }

    @Test
    void shouldKnowWhenAllIsHidden() {
        assertThat(Requests.isHidden(services("HARD_DELETE WAITING"))).isFalse();
        assertThat(Requests.isHidden(services("SOFT_DELETE DONE", "SOFT_DELETE SENT")))
                .isFalse();
        assertThat(Requests.isHidden(services("SOFT_DELETE DONE", "SOFT_DELETE NOT_FOUND", "HARD_DELETE WAITING")))
                .isTrue();
    }

    private static JsonNode services(String... steps) {
        var status = new ObjectMapper().createObjectNode();
        for (var step : steps) {
            var words = step.split(" ", 2);
            status.withArray("services").addObject().put("action", words[0]).put("status", words[1]);
        }
        return status;
    }
}
