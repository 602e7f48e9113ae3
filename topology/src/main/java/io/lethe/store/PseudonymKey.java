package io.lethe.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A subject's own random key. With it destroyed, nobody can tell whose the pseudonyms and hashes in the audit log were (GDPR Art. 4(5)): the
 * evidence stays, the link goes.
 */
public final class PseudonymKey {
    /** Bytes of a key. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_LENGTH = 16;

    /** Looked up once for each thread: a provider search for each hash would cost more than the hash. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(PseudonymKey::newMac);

    private final byte[] key;
    /** The pseudonym asked for last: a subject's entries in the audit log all carry the same one. */
    private Named last = new Named("", "");

    private record Named(String subjectId, String pseudonym) {}

    /** A key of {@link #LENGTH} random bytes. */
    public PseudonymKey(byte[] key) {
        if (key.length != LENGTH) {
            throw new IllegalArgumentException("a pseudonym key has " + LENGTH + " bytes, not " + key.length);
        }
        this.key = key.clone();
    }

    /** The subject's name in the audit log: 32 hexadecimal digits. */
    public String pseudonym(String subjectId) {
        Named named = last;
        if (!named.subjectId().equals(subjectId) || subjectId.isEmpty()) {
            named = new Named(subjectId, hash("subject", subjectId));
            last = named;
        }
        return named.pseudonym();
    }

    /** A keyed hash of a text, as 32 hexadecimal digits; purposes do not collide. */
    public String hash(String purpose, String text) {
        return hash(purpose, text.getBytes(UTF_8));
    }

    /** A keyed hash of bytes, as 32 hexadecimal digits; purposes do not collide. */
    public String hash(String purpose, byte[] bytes) {
        Mac mac = mac();
        mac.update(purpose.getBytes(UTF_8));
        mac.update((byte) 0);
        return HexFormat.of().formatHex(mac.doFinal(bytes), 0, HASH_LENGTH);
    }

    private Mac mac() {
        try {
            Mac mac = MAC.get();
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of " + LENGTH + " bytes fits " + ALGORITHM, e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java platform", e);
        }
    }

    /** The bytes, for the store. */
    byte[] bytes() {
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PseudonymKey that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "PseudonymKey";
    }
}
