package io.lethe.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceTask;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Makes the fragments of one task: encrypted to the key that the task carries, in plain where it carries none. */
final class FragmentSender implements FragmentSink {
    private final String service;
    private final ServiceTask task;
    private final HybridEncrypt key;
    private final String run = UUID.randomUUID().toString();
    private final BiConsumer<ExportFragment, FragmentSender> out;
    private volatile Exception failure;

    /**
     * For one run of a handler.
     *
     * @param out sends a fragment, and tells {@link #arrived} later
     * @throws GeneralSecurityException when the task's key is none that this version knows
     */
    FragmentSender(String service, ServiceTask task, BiConsumer<ExportFragment, FragmentSender> out)
            throws GeneralSecurityException {
        this.service = service;
        this.task = task;
        this.key = key(task.getPublicKey());
        this.out = out;
    }

    private static HybridEncrypt key(String publicKey) throws GeneralSecurityException {
        if (publicKey == null) {
            return null;
        }
        byte[] keyset = Base64.getUrlDecoder().decode(publicKey);
        return TinkProtoKeysetFormat.parseKeysetWithoutSecret(keyset, HybridConfig2026.get())
                .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class);
    }

    @Override
    public void take(long sequence, String dataSet, String mediaType, byte[] data) {
        throwFailure();
        out.accept(
                new ExportFragment(
                        task.getTaskId(),
                        task.getToken(),
                        task.getRequestId(),
                        service,
                        sequence,
                        dataSet,
                        mediaType,
                        key == null ? FragmentEncryption.NONE : FragmentEncryption.HPKE,
                        ByteBuffer.wrap(key == null ? data : encrypt(sequence, data)),
                        run),
                this);
    }

    private byte[] encrypt(long sequence, byte[] data) {
        try {
            return key.encrypt(data, (task.getTaskId() + '/' + sequence).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "HPKE is not available: " + e.getClass().getName(), e);
        }
    }

    /** Tells these fragments from those of another run, before or at the same time. */
    String run() {
        return run;
    }

    /** What became of one fragment; null: Kafka has it. */
    void arrived(Exception error) {
        if (error != null) {
            failure = error;
        }
    }

    /** An answer may go out only when every fragment is there. */
    void throwFailure() {
        Exception lost = failure;
        if (lost != null) {
            throw new IllegalStateException("a fragment did not arrive", lost);
        }
    }
}
