package io.lethe.packager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import io.lethe.keys.ExportKeys;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.TaskIds;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.ExportPart;
import io.lethe.schemas.FragmentEncryption;
import io.lethe.schemas.ServiceOutcome;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.Place;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** One export as Lethe and its services would have it. */
final class Given {
    static final String SUBJECT = "customer-00042";
    static final Instant ISSUED = Instant.parse("2026-03-01T10:00:00Z");

    final Keys keys;
    final String requestId = UUID.randomUUID().toString();
    private final ExportKeys pair;
    private final HybridEncrypt encrypter;

    Given(Keys keys) {
        this.keys = keys;
        this.pair = ExportKeys.generate(requestId, keys.wrap());
        try {
            encrypter = TinkProtoKeysetFormat.parseKeysetWithoutSecret(
                            Base64.getUrlDecoder().decode(pair.publicKey()), HybridConfig2026.get())
                    .getPrimitive(HybridConfig2026.get(), HybridEncrypt.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Place place() {
        return new Place(keys.exportFolder(SUBJECT), requestId);
    }

    String taskId(String service) {
        return TaskIds.of(requestId, service, Action.EXPORT, 1);
    }

    ExportFragment fragment(String service, long sequence, String dataSet, String mediaType, String text) {
        return fragment(service, sequence, dataSet, mediaType, text.getBytes(UTF_8));
    }

    ExportFragment fragment(String service, long sequence, String dataSet, String mediaType, byte[] data) {
        return fragment(service, null, sequence, dataSet, mediaType, data);
    }

    ExportFragment fragment(String service, String run, long sequence, String dataSet, String mediaType, byte[] data) {
        try {
            byte[] context = (taskId(service) + '/' + sequence).getBytes(UTF_8);
            byte[] sealed = encrypter.encrypt(data, context);
            return raw(service, run, sequence, dataSet, mediaType, FragmentEncryption.HPKE, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ExportFragment raw(
            String service, long sequence, String dataSet, String type, FragmentEncryption encryption, byte[] data) {
        return raw(service, null, sequence, dataSet, type, encryption, data);
    }

    ExportFragment raw(
            String service,
            String run,
            long sequence,
            String dataSet,
            String type,
            FragmentEncryption encryption,
            byte[] data) {
        return new ExportFragment(
                taskId(service),
                keys.token(SUBJECT, taskId(service), service, Action.EXPORT),
                requestId,
                service,
                sequence,
                dataSet,
                type,
                encryption,
                ByteBuffer.wrap(data),
                run);
    }

    static ExportPart done(String service, long fragments) {
        return done(service, fragments, null);
    }

    static ExportPart done(String service, long fragments, String run) {
        return new ExportPart(service, ServiceOutcome.DONE, fragments, null, run);
    }

    ServiceTask task(ExportFormat format, ExportPart... parts) {
        String taskId = taskId(RequestState.PACKAGER);
        return task(Action.EXPORT, taskId, format, null, List.of(parts));
    }

    ServiceTask purge(Instant asOf) {
        return task(
                Action.HARD_DELETE,
                TaskIds.of(requestId, RequestState.PACKAGER, Action.HARD_DELETE, 1),
                null,
                asOf,
                List.of());
    }

    ServiceTask verify(Instant asOf) {
        return task(
                Action.VERIFY,
                TaskIds.of(requestId, RequestState.PACKAGER, Action.VERIFY, 1),
                null,
                asOf.truncatedTo(ChronoUnit.MILLIS),
                List.of());
    }

    private ServiceTask task(Action action, String taskId, ExportFormat format, Instant asOf, List<ExportPart> parts) {
        return new ServiceTask(
                taskId,
                requestId,
                action,
                1,
                1,
                List.of(),
                keys.token(SUBJECT, taskId, RequestState.PACKAGER, action),
                asOf,
                format,
                ISSUED.plusSeconds(600),
                ISSUED,
                null,
                action == Action.EXPORT ? pair.wrappedKey() : null,
                parts);
    }
}
