package io.lethe.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import io.lethe.keys.ExportKeys;
import io.lethe.keys.KeysetException;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExportPart;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceOutcome;
import io.lethe.schemas.ServiceTask;
import io.lethe.store.IdentitiesRow;
import io.lethe.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of an export: who gets which half, and that nobody keeps them. */
class ExportTasksTest {
    private static final String ALICE = "customer-00001";

    @TempDir
    private Path directory;

    private TopologyFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = new TopologyFixture(directory, Policy.defaults());
        lethe.service("orders", List.of(Action.EXPORT), List.of());
        lethe.service("accounts", List.of(Action.EXPORT), List.of());
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    @Test
    void shouldLetThePackagerReadWhatServicesEncryptToThePublicKey() throws GeneralSecurityException {
        String id = export();
        ServiceTask orders = task("orders");
        ServiceTask packing = packed(orders, task("accounts"));

        byte[] sealed = encrypter(orders).encrypt("rows".getBytes(UTF_8), "task/0".getBytes(UTF_8));

        var opened = ExportKeys.unwrap(id, packing.getWrappedKey(), lethe.keys.wrap());
        assertThat(opened.decrypt(sealed, "task/0".getBytes(UTF_8))).asString().isEqualTo("rows");
        assertThatThrownBy(() -> opened.decrypt(sealed, "task/1".getBytes(UTF_8)))
                .isInstanceOf(GeneralSecurityException.class);
        // enc is 32 bytes, the tag 16: RFC 9180 without a prefix of anybody's.
        assertThat(sealed).hasSize(32 + 4 + 16);
    }

    @Test
    void shouldGiveEachTheHalfItNeedsAndTellThePackagerWhatCame() {
        export();
        ServiceTask orders = task("orders");
        ServiceTask accounts = task("accounts");
        ServiceTask packing = packed(orders, accounts);

        assertThat(orders.getPublicKey()).isNotNull().isEqualTo(accounts.getPublicKey());
        assertThat(orders.getWrappedKey()).isNull();
        assertThat(packing.getPublicKey()).isNull();
        assertThat(packing.getFormat()).isEqualTo(ExportFormat.CSV);
        assertThat(packing.getParts())
                .containsExactlyInAnyOrder(
                        new ExportPart("orders", ServiceOutcome.DONE, 2L, null, "run-1"),
                        new ExportPart("accounts", ServiceOutcome.EXEMPT, 0L, "tax law", null));
    }

    @Test
    void shouldSetAsideAnAnswerWithAFileOrARunThatCannotBe() {
        export();
        ServiceTask orders = task("orders");
        lethe.ack(ALICE, answer(orders, "../x", null, null));
        lethe.ack(ALICE, answer(orders, null, -1L, null));
        lethe.ack(ALICE, answer(orders, null, 1L, "ABCDEF0123456789".repeat(4)));
        lethe.ack(ALICE, answer(orders, null, 1L, "0123456789abcdef"));
        assertThat(lethe.deadLetters())
                .extracting(DeadLetter::getReason)
                .containsExactly("OUT_OF_BOUNDS", "OUT_OF_BOUNDS", "OUT_OF_BOUNDS", "OUT_OF_BOUNDS");

        assertThat(packed(orders, task("accounts"))).isNotNull();
    }

    @Test
    void shouldKeepOneKeyForOneExportAndAnotherForTheNext() {
        export();
        String first = task("orders").getPublicKey();
        lethe.pass(Policy.defaults().ackTimeout().plusSeconds(1));

        assertThat(task("orders").getPublicKey()).as("of a resend").isEqualTo(first);
        export();
        assertThat(task("orders").getPublicKey()).as("of another export").isNotEqualTo(first);
    }

    @Test
    void shouldNotUnwrapAKeyForAnotherExport() {
        export();
        ServiceTask packing = packed(task("orders"), task("accounts"));

        assertThatThrownBy(() -> ExportKeys.unwrap(newId(), packing.getWrappedKey(), lethe.keys.wrap()))
                .isInstanceOf(KeysetException.class);
    }

    @Test
    void shouldForgetTheKeysWithTheFile() {
        String id = export();
        ServiceTask packing = packed(task("orders"), task("accounts"));
        lethe.answer(ALICE, RequestState.PACKAGER, packing, AckOutcome.DONE);
        assertThat(identities(id).export()).isNotNull();

        lethe.pass(Policy.defaults().exportRetention().plusSeconds(1));
        lethe.answer(ALICE, RequestState.PACKAGER, lethe.onlyTask(RequestState.PACKAGER), AckOutcome.DONE);

        assertThat(identities(id)).isNull();
    }

    private String export() {
        String id = newId();
        lethe.send(ALICE, new RequestExport(id, Regulation.GDPR, List.of(), null, ExportFormat.CSV, null, null));
        return id;
    }

    private ServiceTask task(String service) {
        List<ServiceTask> tasks =
                lethe.allTasks(service).stream().map(t -> t.value).toList();
        assertThat(tasks).as("tasks of %s", service).isNotEmpty();
        return tasks.get(tasks.size() - 1);
    }

    private ServiceTask packed(ServiceTask orders, ServiceTask accounts) {
        lethe.ack(ALICE, withTwoFragments(orders));
        lethe.answer(ALICE, "accounts", accounts, AckOutcome.EXEMPT);
        return task(RequestState.PACKAGER);
    }

    private ServiceAck withTwoFragments(ServiceTask task) {
        return answer(task, "run-1", null, null);
    }

    private ServiceAck answer(ServiceTask task, String run, Long sizeBytes, String sha256) {
        return new ServiceAck(
                task.getTaskId(),
                task.getRequestId(),
                "orders",
                Action.EXPORT,
                task.getToken(),
                task.getAttempt(),
                AckOutcome.DONE,
                3L,
                true,
                null,
                2L,
                lethe.now(),
                run,
                sizeBytes,
                sha256);
    }

    private IdentitiesRow identities(String requestId) {
        return lethe.driver
                .<String, IdentitiesRow>getKeyValueStore(Stores.IDENTITIES)
                .get(requestId);
    }

    private static HybridEncrypt encrypter(ServiceTask task) throws GeneralSecurityException {
        byte[] key = Base64.getUrlDecoder().decode(task.getPublicKey());
        return TinkProtoKeysetFormat.parseKeysetWithoutSecret(key, HybridConfig2026.get())
                .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
