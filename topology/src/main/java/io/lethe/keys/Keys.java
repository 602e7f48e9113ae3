package io.lethe.keys;

import com.google.crypto.tink.Mac;
import com.google.crypto.tink.prf.PrfSet;
import io.lethe.schemas.Action;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Everything that Lethe's own keys are for. Thread-safe and fast enough to be called for each task. Nothing here depends on a clock or on randomness
 * after the keys were made: the same keys and arguments give the same result, so that a replay gives the same tokens.
 *
 * <p>The random key behind each subject's pseudonym is not one of these: it is made, kept and destroyed with the subject's state.
 */
public final class Keys {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int TEXT_HASH_BYTES = 8;
    private static final int FOLDER_BYTES = 16;

    private final Mac mac;
    private final PrfSet prf;
    private final RequestIds requestIds;
    private final KeyWrap wrap;

    private Keys(Keyset keyset) throws GeneralSecurityException {
        this.mac = keyset.mac();
        this.prf = keyset.prf();
        this.requestIds = new RequestIds(prf);
        this.wrap = new KeyWrap(keyset.aead());
    }

    /**
     * Reads the keys of a deployment.
     *
     * @param file the keyset file, mode 0600; every instance of a deployment needs the same
     * @param create whether to make a missing one
     * @throws KeysetException when it is missing, damaged or readable by others
     */
    public static Keys load(Path file, boolean create) {
        var keyset = new KeysetFile(file);
        if (!keyset.exists()) {
            if (!create) {
                throw new KeysetException("keyset file " + file.toAbsolutePath()
                        + " does not exist; name the deployment's with lethe.keyset.file, or let a first start make one with"
                        + " lethe.keyset.create=true and hand it to every other instance");
            }
            keyset.create(generated());
        }
        return of(withWraps(keyset, create));
    }

    /** A keyset file that was made before there were exports gets its master keyset where a missing file would be made too. */
    private static Keyset withWraps(KeysetFile file, boolean create) {
        var keyset = file.read();
        if (keyset.wraps() != null) {
            return keyset;
        }
        if (!create) {
            throw new KeysetException(
                    "the keyset file has no keys for exports yet: let one instance add them with lethe.keyset.create=true,"
                            + " and hand the file to every other instance");
        }
        try {
            var completed = keyset.withWraps();
            file.replace(completed);
            return completed;
        } catch (GeneralSecurityException e) {
            throw new KeysetException("AES-256-GCM is not available: " + e, e);
        }
    }

    /** Keys that live in this process alone, for tests and measurements. */
    public static Keys generate() {
        return of(generated());
    }

    /**
     * Makes the next key the one that new tokens and tags are made with; older ones go on being accepted. Hand the file to every instance and restart
     * them all before the next rotation.
     */
    public static void rotate(Path file) {
        var keyset = new KeysetFile(file);
        try {
            keyset.replace(keyset.read().rotated());
        } catch (GeneralSecurityException e) {
            throw new KeysetException("keyset file " + file + " cannot be rotated: " + e, e);
        }
    }

    /** The master keyset that wraps keys of exports and encrypts what is staged. */
    public KeyWrap wrap() {
        return wrap;
    }

    /** Where the files of a subject's exports stand: 32 hexadecimal digits, a keyed hash of the subject id. Not changed by a rotation. */
    public String exportFolder(String subjectId) {
        return HexFormat.of().formatHex(compute(Fields.of("export-folder").text(subjectId), FOLDER_BYTES));
    }

    /** Proof that goes with a task and comes back with its ack: id of the key ‖ 128 bits of HMAC-SHA256, base64url, 28 characters. */
    public String token(String subjectId, String taskId, String service, Action action) {
        return tag(task(subjectId, taskId, service, action));
    }

    /** Whether a token was made for just this task, by any of the keys; false for whatever is no token at all. */
    public boolean tokenValid(String token, String subjectId, String taskId, String service, Action action) {
        return valid(token, task(subjectId, taskId, service, action));
    }

    /** Tag over data for a purpose, in the form of a token. Tags of different purposes never stand for one another. */
    public String mac(String purpose, byte[] data) {
        return tag(Fields.of("mac").text(purpose).bytes(data));
    }

    /** Whether a tag was made over just this data for this purpose, by any of the keys; false for whatever is no tag at all. */
    public boolean macValid(String tag, String purpose, byte[] data) {
        return valid(tag, Fields.of("mac").text(purpose).bytes(data));
    }

    /** Keyed hash that stands for free text where the text itself must not stay: 16 hexadecimal digits. Not changed by a rotation. */
    public String textHash(String text) {
        return HexFormat.of().formatHex(compute(Fields.of("text").text(text), TEXT_HASH_BYTES));
    }

    /**
     * A new request id that carries its partition.
     *
     * @param epochMilli when it is minted, Unix time in ms
     * @param partition partition of the subject, 0 to 4095
     * @param random 34 of its bits are used
     */
    public UUID mintRequestId(long epochMilli, int partition, long random) {
        return requestIds.mint(epochMilli, partition, random);
    }

    /** The partition in an id that was minted here; empty for every other id. */
    public OptionalInt partitionOf(UUID requestId) {
        return requestIds.partitionOf(requestId);
    }

    /** The request id that one caller's idempotency key always gives; it carries no partition and is never taken for a minted one. Not changed by a rotation. */
    public UUID derivedRequestId(String caller, String idempotencyKey) {
        return requestIds.derive(caller, idempotencyKey);
    }

    private static Fields task(String subjectId, String taskId, String service, Action action) {
        return Fields.of("task").text(subjectId).text(taskId).text(service).text(action.name());
    }

    private String tag(Fields fields) {
        try {
            return ENCODER.encodeToString(mac.computeMac(fields.toBytes()));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("HMAC-SHA256 is not available: " + e, e);
        }
    }

    /** Tink compares in constant time and answers with an exception; a mismatch is an answer here, not a failure. */
    private boolean valid(String tag, Fields fields) {
        if (tag == null) {
            return false;
        }
        try {
            mac.verifyMac(DECODER.decode(tag), fields.toBytes());
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] compute(Fields fields, int length) {
        try {
            return prf.computePrimary(fields.toBytes(), length);
        } catch (GeneralSecurityException e) {
            throw new KeysetException("HMAC-SHA256 is not available: " + e, e);
        }
    }

    private static Keyset generated() {
        try {
            return Keyset.generate();
        } catch (GeneralSecurityException e) {
            throw new KeysetException("HMAC-SHA256 is not available: " + e, e);
        }
    }

    private static Keys of(Keyset keyset) {
        try {
            return new Keys(keyset);
        } catch (GeneralSecurityException e) {
            throw new KeysetException("the keyset holds keys of another kind than Lethe's: " + e, e);
        }
    }
}
