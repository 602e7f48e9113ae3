package io.lethe.participant;

import static io.lethe.participant.Installation.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.testing.TestCluster;
import io.lethe.testing.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportIT {
    private static final TestCluster CLUSTER = TestCluster.start();

    private final KeysetHandle pair = pair();
    private Installation lethe;
    private TopicReader<ServiceAck> acks;
    private TopicReader<ExportFragment> fragments;

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @BeforeEach
    void install() {
        lethe = Installation.with(CLUSTER);
        acks = lethe.ackReader();
        fragments = lethe.fragmentReader();
    }

    @Test
    void shouldEncryptEachFragmentToTheTasksKeyAndCountThemInTheAnswer() throws GeneralSecurityException {
        ServiceTask sent = lethe.sendExport("customer-1", task(publicKey()));
        try (Participant running =
                lethe.participant().onExport(ExportIT::twoOrders).start()) {
            ServiceAck ack = acks.await(1).get(0).value();

            assertThat(ack.getOutcome()).isEqualTo(AckOutcome.DONE);
            assertThat(ack.getRecordsAffected()).isEqualTo(2);
            assertThat(ack.getFragments()).isEqualTo(2);
            var first = fragments.await(2).get(0);
            assertThat(first.key()).isEqualTo("customer-1");
            assertThat(first.value().getToken()).isEqualTo(sent.getToken());
            assertThat(first.value().getEncryption()).isEqualTo(FragmentEncryption.HPKE);
            assertThat(open(first.value(), sent.getTaskId() + "/0")).isEqualTo("{\"id\":1}\n");
            assertThatThrownBy(() -> open(first.value(), sent.getTaskId() + "/1"))
                    .isInstanceOf(GeneralSecurityException.class);
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void shouldSendPlainFragmentsOnlyWhereTheTaskHasNoKey() {
        lethe.sendExport("customer-1", task(null));
        try (Participant running =
                lethe.participant().onExport(ExportIT::twoOrders).start()) {
            ExportFragment first = fragments.await(2).get(0).value();
            assertThat(first.getEncryption()).isEqualTo(FragmentEncryption.NONE);
            assertThat(first.getData()).isEqualTo(ByteBuffer.wrap(utf8("{\"id\":1}\n")));
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void shouldBeginAtZeroAndInAnotherRunAfterAHandlerFailedHalfWay() {
        lethe.sendExport("customer-1", task(publicKey()));
        AtomicInteger runs = new AtomicInteger();
        try (Participant running = lethe.participant()
                .onExport(export -> {
                    Ack ack = twoOrders(export);
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("half way");
                    }
                    return ack;
                })
                .start()) {
            ServiceAck ack = acks.await(1).get(0).value();
            assertThat(ack.getFragments()).isEqualTo(2);
            assertThat(fragments.await(4))
                    .extracting(f -> f.value().getSequence())
                    .containsExactly(0L, 1L, 0L, 1L);
            List<String> names =
                    fragments.await(4).stream().map(f -> f.value().getRun()).toList();
            assertThat(names.get(0)).isNotNull().isEqualTo(names.get(1)).isNotEqualTo(names.get(2));
            assertThat(names.subList(2, 4)).as("the run that is answered for").containsOnly(ack.getRun());
            assertThat(ack.getSizeBytes()).isNull();
            assertThat(running.isRunning()).isTrue();
        }
    }

    @Test
    void shouldNotClaimWhatDidNotArrive() {
        CLUSTER.deleteTopic(lethe.fragments());
        lethe.sendExport("customer-1", task(publicKey()));
        try (Participant running = lethe.participant()
                .property("max.block.ms", 1000)
                .onExport(ExportIT::twoOrders)
                .start()) {
            ServiceAck ack = acks.await(1).get(0).value();
            assertThat(ack.getOutcome()).isEqualTo(AckOutcome.FAILED);
            assertThat(ack.getRetryable()).isTrue();
            assertThat(running.isRunning()).isTrue();
        }
    }

    private static Ack twoOrders(Export export) throws Exception {
        DataSet orders = export.dataSet("orders", Export.JSON);
        IntStream.rangeClosed(1, 2).mapToObj(i -> Map.of("id", i)).forEach(row -> {
            try {
                orders.write(List.of(row));
                orders.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return export.done();
    }

    private static ServiceTask task(String publicKey) {
        return Installation.builder(Action.EXPORT, UUID.randomUUID().toString(), 1)
                .setFormat(ExportFormat.CSV)
                .setPublicKey(publicKey)
                .build();
    }

    private String publicKey() {
        try {
            byte[] open = TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                    pair.getPublicKeysetHandle(), HybridConfig2026.get());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(open);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String open(ExportFragment fragment, String context) throws GeneralSecurityException {
        byte[] data = new byte[fragment.getData().remaining()];
        fragment.getData().duplicate().get(data);
        return new String(
                pair.getPrimitive(HybridConfig2026.get(), HybridDecrypt.class).decrypt(data, utf8(context)), UTF_8);
    }

    private static KeysetHandle pair() {
        try {
            HpkeParameters hpke = HpkeParameters.builder()
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .build();
            return KeysetHandle.newBuilder()
                    .setConfiguration(HybridConfig2026.get())
                    .addEntry(KeysetHandle.generateEntryFromParameters(hpke)
                            .withRandomId()
                            .makePrimary())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
