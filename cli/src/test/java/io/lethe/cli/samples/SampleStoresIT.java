package io.lethe.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.lethe.participant.Ack;
import io.lethe.participant.Export;
import io.lethe.participant.ParticipantBuilder;
import io.lethe.participant.Task;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.testing.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoresIT {
    private static final int CUSTOMERS = 50;
    private static final TestCluster CLUSTER = TestCluster.start();

    @TempDir
    private static Path directory;

    private static SampleStores stores;

    @BeforeAll
    static void start() throws IOException {
        stores = SampleStores.start(directory, CLUSTER.clientConfig());
        assertThat(stores.load(CUSTOMERS, (service, done, total) -> {})).isTrue();
    }

    @AfterAll
    static void stop() throws IOException {
        stores.close();
        CLUSTER.close();
    }

    @Test
    void shouldHoldEveryCustomerAndKeepThemAcrossARestart() throws IOException {
        List<String> all = SampleStores.subjects(CUSTOMERS);
        Map<String, Long> before = stores.count(all);
        Map<String, Checksum> fingerprints = stores.others(List.of());
        assertThat(before).containsEntry("crm", 50L).containsEntry("accounts", 100L);
        assertThat(before.get("orders")).isGreaterThan(150);
        assertThat(before.get("documents")).isBetween(15L, 60L);
        fingerprints.forEach((service, sum) -> assertThat(sum.rows()).isGreaterThanOrEqualTo(before.get(service)));

        stores.close();
        stores = SampleStores.start(directory, CLUSTER.clientConfig());
        AtomicInteger steps = new AtomicInteger();
        assertThat(stores.load(CUSTOMERS, (service, done, total) -> steps.incrementAndGet()))
                .isFalse();
        assertThat(steps).hasValue(0);
        assertThat(stores.count(all)).isEqualTo(before);
        assertThat(stores.others(List.of())).isEqualTo(fingerprints);
    }

    @Test
    void shouldEraseACustomerAndLeaveTheOthersAlone() throws Exception {
        List<String> erased = List.of("customer-00007", "customer-00011");
        Map<String, Checksum> others = stores.others(erased);
        for (ParticipantBuilder participant : erasing()) {
            for (String subject : erased) {
                Task delete = task(subject, Action.HARD_DELETE, Instant.now());
                run(participant, delete);
                assertThat(run(participant, delete)).isEqualTo(Ack.notFound());
                assertThat(run(participant, task(subject, Action.VERIFY, Instant.now())))
                        .isEqualTo(Ack.notFound());
            }
        }
        erased.forEach(subject ->
                CLUSTER.send(new ProducerRecord<>(CrmService.TOPIC, subject.getBytes(StandardCharsets.UTF_8), null)));
        assertThat(stores.count(erased))
                .containsExactly(entry("orders", 0L), entry("documents", 0L), entry("crm", 0L), entry("accounts", 0L));
        assertThat(stores.others(erased)).isEqualTo(others);
    }

    @Test
    void shouldCountWhatIsErased() throws Exception {
        String subject = customerWithDocument(20);
        Map<String, Long> before = stores.count(List.of(subject));
        for (ParticipantBuilder participant : erasing()) {
            Ack erased = run(participant, task(subject, Action.HARD_DELETE, Instant.now()));
            assertThat(before).containsValue(erased.recordsAffected());
            assertThat(erased.recordsAffected()).isPositive();
        }
    }

    @Test
    void shouldHideAndShowAgain() throws Exception {
        List<String> nobody = List.of();
        Map<String, Checksum> before = stores.others(nobody);
        String subject = "customer-00031";
        Map<String, Checksum> own = stores.of(List.of(subject));
        assertThat(stores.hidden(List.of(subject)).values()).containsOnly(0L);
        for (ParticipantBuilder participant : hiding()) {
            assertThat(run(participant, task(subject, Action.SOFT_DELETE, null)).recordsAffected())
                    .isPositive();
            assertThat(run(participant, task(subject, Action.SOFT_DELETE, null)))
                    .isEqualTo(Ack.done(0));
            assertThat(run(participant, task("customer-99999", Action.SOFT_DELETE, null)))
                    .isEqualTo(Ack.notFound());
        }
        assertThat(stores.others(nobody)).isNotEqualTo(before);
        assertThat(stores.of(List.of(subject))).isNotEqualTo(own);
        assertThat(stores.hidden(List.of(subject)))
                .containsEntry("accounts", 1L)
                .containsEntry("crm", 0L)
                .hasEntrySatisfying("orders", rows -> assertThat(rows).isPositive());
        assertThat(stores.others(List.of(subject)).keySet()).isEqualTo(before.keySet());
        for (ParticipantBuilder participant : hiding()) {
            assertThat(run(participant, task(subject, Action.RESTORE, null)).recordsAffected())
                    .isPositive();
            assertThat(run(participant, task(subject, Action.RESTORE, null))).isEqualTo(Ack.done(0));
        }
        assertThat(stores.others(nobody)).isEqualTo(before);
        assertThat(stores.of(List.of(subject))).isEqualTo(own);
    }

    @Test
    void shouldLeaveWhatIsNewerThanTheHardDelete() throws Exception {
        String subject = customerWithDocument(35);
        Map<String, Long> before = stores.count(List.of(subject));
        Instant beforeAll = Instant.parse("2022-01-01T00:00:00Z");
        for (ParticipantBuilder participant : erasing()) {
            assertThat(run(participant, task(subject, Action.HARD_DELETE, beforeAll)))
                    .isEqualTo(Ack.notFound());
            assertThat(run(participant, task(subject, Action.VERIFY, beforeAll)))
                    .isEqualTo(Ack.notFound());
        }
        assertThat(stores.count(List.of(subject))).isEqualTo(before);
    }

    @Test
    void shouldNameEachServiceAfterTheOnesItWaitsFor() {
        List<ServiceDefinition> definitions = stores.definitions();
        assertThat(definitions)
                .extracting(ServiceDefinition::getName)
                .containsExactly("orders", "documents", "crm", "accounts");
        assertThat(definitions.get(3).getAfter()).containsExactly("orders", "documents");
        assertThat(stores.participants().values())
                .zipSatisfy(
                        definitions.stream()
                                .filter(d -> !d.getActions().isEmpty())
                                .toList(),
                        (participant, definition) -> assertThat(participant.actions())
                                .containsExactlyInAnyOrderElementsOf(definition.getActions()));
    }

    @Test
    void shouldHandOutWhatTheStoresHold() throws Exception {
        String subject = customerWithDocument(50);
        Map<String, Long> held = stores.count(List.of(subject));
        for (var participant : stores.participants().entrySet()) {
            StringBuilder text = new StringBuilder();
            Ack ack = participant
                    .getValue()
                    .exportHandler()
                    .orElseThrow()
                    .handle(Export.trial(
                            subject,
                            ExportFormat.JSON,
                            (sequence, name, type, data) -> text.append(new String(data, StandardCharsets.UTF_8))));
            assertThat(ack.recordsAffected()).as(participant.getKey()).isEqualTo(held.get(participant.getKey()));
            assertThat(text).isNotEmpty();
        }
        var nobody = Export.trial("customer-99999", ExportFormat.JSON, (sequence, name, type, data) -> {});
        assertThat(stores.participants()
                        .get("orders")
                        .exportHandler()
                        .orElseThrow()
                        .handle(nobody))
                .isEqualTo(Ack.notFound());
    }

    private static List<ParticipantBuilder> erasing() {
        return stores.participants().values().stream()
                .filter(participant -> participant.handlers().containsKey(Action.HARD_DELETE))
                .toList();
    }

    private static List<ParticipantBuilder> hiding() {
        return stores.participants().values().stream()
                .filter(participant -> participant.handlers().containsKey(Action.SOFT_DELETE))
                .toList();
    }

    private static String customerWithDocument(int from) {
        int number = from;
        while (MadeUpData.documents(number).isEmpty()) {
            number++;
        }
        return MadeUpData.id(number);
    }

    private static Ack run(ParticipantBuilder participant, Task task) throws Exception {
        return participant.handlers().get(task.action()).handle(task);
    }

    private static Task task(String subject, Action action, Instant asOf) {
        return new Task(subject, action, "request", UUID.randomUUID().toString(), 1, 1, List.of(), asOf);
    }
}
