package io.lethe.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.schemas.Action;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Task ids: name-based (RFC 9562 version 3), so that a participant can rely on them as an idempotency key and nothing has to be stored. */
public final class TaskIds {
    /** Looked up once: a provider search for each id would cost more than the digest. */
    private static final MessageDigest MD5 = md5();

    private TaskIds() {}

    /** The id of a service's task; attempts share it, rounds do not. */
    public static String of(String requestId, String service, Action action, int round) {
        String name = requestId + '/' + service + '/' + action + '/' + round;
        return nameBased(name.getBytes(UTF_8)).toString();
    }

    /** As {@link UUID#nameUUIDFromBytes}. */
    private static UUID nameBased(byte[] name) {
        ByteBuffer hash = ByteBuffer.wrap(copyOfMd5().digest(name));
        long high = (hash.getLong() & ~0xF000L) | 0x3000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest copyOfMd5() {
        try {
            return (MessageDigest) MD5.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's MD5 can be copied", e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is part of every Java platform", e);
        }
    }
}
