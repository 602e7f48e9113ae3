package io.lethe.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.app.Http.Answer;
import io.lethe.config.LetheConfig;
import io.lethe.http.Contract;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.services.ServiceRegistry;
import io.lethe.testing.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services come and go over HTTP, on real brokers. */
class ServicesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICES = "/api/v1/services";
    private static final String ERASES = "{\"actions\":[\"HARD_DELETE\"]}";

    @TempDir
    private static Path directory;

    private static TestCluster cluster;
    private static LetheConfig config;
    private static Lethe lethe;
    private static Http http;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        config = LetheConfig.load(Deployments.settings(cluster, directory));
        lethe = Lethe.start(config);
        http = new Http(lethe.httpUrl(), Contract::check);
        compacted("deleted", Map.of("cleanup.policy", "delete"));
        compacted("text", Map.of("cleanup.policy", "compact"));
        cluster.send(new ProducerRecord<>("crm.text", "customer-1".getBytes(UTF_8), new byte[1]));
        assertThat(put("first", ERASES).status()).isEqualTo(200);
        assertThat(put("second", "{\"actions\":[\"HARD_DELETE\"],\"after\":[\"first\"]}")
                        .status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        lethe.close();
        cluster.close();
    }

    @Test
    void shouldIncludeAServiceInEveryRequestAfterThePut() {
        String body = """
                {"actions":["SOFT_DELETE","RESTORE","HARD_DELETE"],"after":["first"],"ackTimeout":"PT5M","maxAttempts":3,"owner":"team a"}""";

        Answer put = put("included", body);

        assertThat(put.status()).isEqualTo(200);
        for (int i = 0; i < 12; i++) {
            Answer accepted = erase("included-" + i);
            assertThat(services(accepted)).contains("included");
        }
        assertThat(http.get(SERVICES + "/included").body()).isEqualTo(put.body());
        assertThat(put.text("name")).isEqualTo("included");
        assertThat(put.text("ackTimeout")).isEqualTo("PT5M");
        assertThat(http.get(SERVICES).body().path("items")).contains(put.body());
    }

    @Test
    void shouldDoNothingWhenTheSameIsPutAgain() {
        Answer first = put("again", ERASES);
        long versions = published();

        Answer again = put("again", ERASES);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(published()).isEqualTo(versions);
    }

    @Test
    void shouldReplaceADefinition() {
        put("changed", ERASES);

        Answer changed = put("changed", "{\"actions\":[\"HARD_DELETE\",\"VERIFY\"],\"owner\":\"b\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(http.get(SERVICES + "/changed").body()).isEqualTo(changed.body());
        assertThat(changed.text("owner")).isEqualTo("b");
    }

    @Test
    void shouldRemoveAServiceFromLaterRequests() {
        put("leaving", ERASES);

        Answer removed = http.delete(SERVICES + "/leaving");

        assertThat(removed.status()).isEqualTo(200);
        assertThat(services(erase("left-1"))).doesNotContain("leaving");
        for (Answer gone : List.of(http.get(SERVICES + "/leaving"), http.delete(SERVICES + "/leaving"))) {
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.text("code")).isEqualTo("NO_SUCH_SERVICE");
        }
        assertThat(put("leaving", ERASES).status()).isEqualTo(200);
        assertThat(services(erase("left-2"))).contains("leaving");
    }

    @Test
    void shouldKeepAServiceThatAnotherWaitsFor() {
        Answer refused = http.delete(SERVICES + "/first");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("name");
        assertThat(refused.text("detail")).contains("second is erased after first");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    x               | {}                                                              | actions | at least one action
                    x               | {"actions":["SOFT_DELETE","HARD_DELETE"]}                       | actions | SOFT_DELETE needs RESTORE
                    x               | {"actions":["VERIFY"]}                                          | actions | VERIFY needs HARD_DELETE
                    x               | {"actions":["EXPORT","EXPORT"]}                                 | actions | twice
                    x               | {"actions":["TOMBSTONE"]}                                       | actions | expected only
                    x               | {"actions":["DELETE"]}                                          | actions[0] | must be one of
                    x               | {"actions":"HARD_DELETE"}                                       | actions | wrong type
                    x               | {"actions":[null]}                                              | actions | must not hold null
                    x               | {"actions":["EXPORT"],"after":["nobody"]}                       | after | there is no service nobody
                    x               | {"actions":["EXPORT"],"after":["x"]}                            | after | a cycle: x
                    first           | {"actions":["HARD_DELETE"],"after":["second"]}                  | after | a cycle: first → second → first
                    x               | {"actions":["EXPORT"],"after":["first","first"]}                | after | twice
                    x               | {"actions":["EXPORT"],"ackTimeout":"ten minutes"}               | ackTimeout | ISO-8601
                    x               | {"actions":["EXPORT"],"ackTimeout":"P8D"}                       | ackTimeout | at most
                    x               | {"actions":["EXPORT"],"ackTimeout":"PT0S"}                      | ackTimeout | above zero
                    x               | {"actions":["EXPORT"],"ackTimeout":600}                         | ackTimeout | wrong type
                    x               | {"actions":["EXPORT"],"maxAttempts":0}                          | maxAttempts | 1 to 100
                    x               | {"actions":["EXPORT"],"maxAttempts":"3"}                        | maxAttempts | wrong type
                    x               | {"actions":["EXPORT"],"maxAttempts":1.5}                        | maxAttempts | wrong type
                    x               | {"actions":["EXPORT"],"retries":3}                              | retries | not a field
                    x               | {"name":"y","actions":["EXPORT"]}                               | name | the one in the path
                    X               | {"actions":["EXPORT"]}                                          | name | a-z
                    export-packager | {"actions":["EXPORT"]}                                          | name | reserved
                    fragments       | {"actions":["EXPORT"]}                                          | name | reserved
                    x               | {"tombstoneTopics":[{}]}                                        | tombstoneTopics[0].topic | is missing
                    x               | {"tombstoneTopics":[{"topic":"a b"}]}                           | tombstoneTopics[0].topic | not the name
                    x               | {"tombstoneTopics":[{"topic":"privacy.audit"}]}                 | tombstoneTopics[0].topic | of Lethe
                    x               | {"tombstoneTopics":[{"topic":"crm.text"},{"topic":"crm.text"}]} | tombstoneTopics[1].topic | twice
                    x               | {"tombstoneTopics":[{"topic":"t","keyFormat":"JSON"}]}          | tombstoneTopics[0].keyFormat | must be one of
                    x               | {"tombstoneTopics":[{"topic":"t","keyFormat":"UNKNOWN"}]}       | tombstoneTopics[0].keyFormat | expected STRING
                    x               | {"tombstoneTopics":[{"topic":"crm.missing"}]}                   | tombstoneTopics[0].topic | topic crm.missing does not exist
                    x               | {"tombstoneTopics":[{"topic":"crm.deleted"}]}                   | tombstoneTopics[0].topic | topic crm.deleted does not have compact
                    x               | {"tombstoneTopics":[{"topic":"crm.text","keyFormat":"INT64"}]}  | tombstoneTopics[0].keyFormat | topic crm.text: 1 of 1 sampled keys are not INT64
                    """)
    void shouldRefuseADefinitionAndNameTheField(String name, String body, String field, String message) {
        Answer refused = put(name, body);

        assertThat(refused.response().body()).contains(message);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("INVALID_FIELD");
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void shouldTellWhyAChangeIsRefusedThatAnotherOneOvertook() {
        put("one", ERASES);
        put("two", ERASES);
        try (ServiceRegistry registry = new ServiceRegistry(config)) {
            registry.publish(new ServiceDefinition(
                    "two", List.of(Action.HARD_DELETE), List.of("one"), List.of(), null, null, null));
        }

        // The catalogue need not have the change yet that this one makes a cycle with.
        Answer refused = put("one", "{\"actions\":[\"HARD_DELETE\"],\"after\":[\"two\"]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("after");
        assertThat(refused.text("detail")).contains("a cycle: one → two → one");
        assertThat(http.get(SERVICES + "/one").body().path("after")).isEmpty();
        assertThat(http.get(SERVICES + "/two").body().path("after")).hasSize(1);
    }

    @Test
    void shouldDelayOnlyTheServiceWhoseTopicIsDeletedOrForbiddenLater() throws InterruptedException {
        compacted("rows", Map.of("cleanup.policy", "compact"));
        compacted("mails", Map.of("cleanup.policy", "compact"));
        put("healthy", ERASES);
        put("rows", "{\"tombstoneTopics\":[{\"topic\":\"crm.rows\"}],\"ackTimeout\":\"PT0.4S\",\"maxAttempts\":100}");
        put("mails", "{\"tombstoneTopics\":[{\"topic\":\"crm.mails\"}],\"ackTimeout\":\"PT0.4S\",\"maxAttempts\":100}");
        cluster.deleteTopic("crm.rows");
        cluster.forbid("crm.mails", AclOperation.WRITE);
        try (Participants participants = new Participants(cluster, config.topics(), List.of("healthy")).start()) {
            String all = erase("delayed-1", "healthy", "rows", "mails").text("statusUrl");
            String other = erase("delayed-2", "healthy").text("statusUrl");

            await(other, "COMPLETED");
            JsonNode late = awaitErrors(all);
            assertThat(late.path("healthy").path("status").asText()).isEqualTo("DONE");
            assertThat(late.path("rows").path("lastError").asText()).isEqualTo("TOPIC_MISSING");
            assertThat(late.path("mails").path("lastError").asText()).isEqualTo("TOPIC_FORBIDDEN");
            assertThat(http.get(all).body().path("waitingFor").findValuesAsText("ref"))
                    .containsExactlyInAnyOrder("rows", "mails");

            compacted("rows", Map.of("cleanup.policy", "compact"));
            cluster.permit("crm.mails", AclOperation.WRITE);
            await(all, "COMPLETED");
        } finally {
            http.delete(SERVICES + "/rows");
            http.delete(SERVICES + "/mails");
        }
    }

    private static void await(String statusUrl, String status) {
        Awaitility.await()
                // The time to the next attempt doubles with each that failed.
                .atMost(Duration.ofMinutes(5))
                .until(() -> http.get(statusUrl).text("status"), status::equals);
    }

    /** The services of the request by name, once all but one say what went wrong. */
    private static JsonNode awaitErrors(String statusUrl) {
        return Awaitility.await()
                .until(
                        () -> byName(http.get(statusUrl)),
                        services -> services.path("rows").hasNonNull("lastError")
                                && services.path("mails").hasNonNull("lastError"));
    }

    private static JsonNode byName(Answer status) {
        var services = JSON.createObjectNode();
        status.body()
                .path("services")
                .forEach(row -> services.set(row.path("service").asText(), row));
        return services;
    }

    private static List<String> services(Answer accepted) {
        assertThat(accepted.status()).isEqualTo(202);
        JsonNode services = http.get(accepted.text("statusUrl")).body().path("services");
        return StreamSupport.stream(services.spliterator(), false)
                .map(row -> row.path("service").asText())
                .toList();
    }

    private static Answer erase(String subject, String... services) {
        String named = services.length == 0 ? "" : ",\"services\":[\"" + String.join("\",\"", services) + "\"]";
        return http.post(
                "/api/v1/requests",
                "{\"subjectId\":\"%s\",\"type\":\"ERASURE\",\"gracePeriod\":\"PT0S\"%s}".formatted(subject, named));
    }

    private static Answer put(String name, String body) {
        return http.put(SERVICES + "/" + name, body);
    }

    private static void compacted(String suffix, Map<String, String> settings) {
        cluster.createTopic("crm." + suffix, 1, settings);
    }

    /** Changes that the services topic has seen. */
    private static long published() {
        try (var changes = cluster.reader(config.topics().services(), ServiceDefinition.class)) {
            return changes.records().size();
        }
    }
}
