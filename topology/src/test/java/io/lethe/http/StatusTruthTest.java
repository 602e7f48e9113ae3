package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.lifecycle.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In every situation the status document says where the request stands, what it waits for and how each service is doing. */
class StatusTruthTest {
    private static final JsonNode API = OpenApiTest.read();
    private static final Map<String, String> EXPECTED = expectations();

    @TempDir
    private static Path directory;

    private static HttpFixture lethe;

    @BeforeAll
    static void start() throws IOException {
        lethe = Situation.company(new HttpFixture(directory, Policy.defaults()));
    }

    @AfterAll
    static void stop() {
        lethe.close();
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void shouldTellTheTruth(Situation situation) {
        String id = situation.reach(lethe, "subject-" + situation);

        JsonNode document = lethe.status(id).body();

        assertThat(render(document, lethe.lethe.now())).isEqualTo(EXPECTED.get(situation.name()));
        assertThat(Schemas.differences(API, API.at("/components/schemas/Request"), document))
                .isEmpty();
    }

    /** Blocks of a name and, below it, what the document says. */
    private static Map<String, String> expectations() {
        try (InputStream in = StatusTruthTest.class.getResourceAsStream("situations.txt")) {
            return Arrays.stream(new String(in.readAllBytes(), UTF_8).strip().split("\n\n"))
                    .map(block -> block.split("\n", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The document in a few lines; times count from now, other requests' ids are left out. */
    private static String render(JsonNode document, Instant now) {
        List<String> parts = new ArrayList<>();
        parts.add(
                document.path("status").asText() + " " + document.path("phase").asText());
        for (String flag : List.of("outcome", "reason", "extended", "overdue", "coalescedWith")) {
            JsonNode value = document.path(flag);
            if (value.isTextual() || value.asBoolean()) {
                parts.add(flag + (value.isTextual() && !flag.equals("coalescedWith") ? " " + value.asText() : ""));
            }
        }
        parts.add("waits for " + joined(document.path("waitingFor"), now, "kind", "ref", "until"));
        if (!document.path("holds").isEmpty()) {
            parts.add("holds " + joined(document.path("holds"), now, "holdId", "services", "until"));
        }
        parts.add("services "
                + joined(
                        document.path("services"),
                        now,
                        "service",
                        "action",
                        "status",
                        "attempts",
                        "recordsAffected",
                        "lastError",
                        "nextAttemptAt"));
        if (document.has("export")) {
            parts.add("export "
                    + render(document.path("export"), now, "format", "windowEndsAt", "expiresAt", "downloads"));
        }
        parts.add("history " + joined(document.path("history"), now, "event", "service", "code"));
        return parts.stream().map(part -> "    " + part.strip()).collect(Collectors.joining("\n"));
    }

    private static String joined(JsonNode nodes, Instant now, String... fields) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> render(node, now, fields))
                .collect(Collectors.joining(", "));
    }

    private static String render(JsonNode node, Instant now, String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            JsonNode value = node.path(field);
            if (!value.isMissingNode() && !value.isNull()) {
                texts.add(text(value, now));
            }
        }
        return String.join(" ", texts);
    }

    private static String text(JsonNode value, Instant now) {
        String text = value.isContainerNode() ? value.toString() : value.asText();
        if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
            return "+"
                    + Duration.ofSeconds(Duration.between(now, Instant.parse(text))
                            .plusMillis(500)
                            .toSeconds());
        }
        return text.matches("[0-9a-f-]{36}") ? "other" : text;
    }
}
