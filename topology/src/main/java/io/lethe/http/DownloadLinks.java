package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.keys.Keys;
import io.lethe.lifecycle.DownloadLink;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Links to export files: what they are for and a tag over it with Lethe's own key, bound to object, method and subject. Nothing is stored for them but, by
 * the writer of the subject, how often each was used.
 */
final class DownloadLinks {
    private static final String PURPOSE = "download-link";
    private static final String METHOD = "GET";
    private static final int LENGTH = 1 + 2 * Long.BYTES + Long.BYTES + Long.BYTES + Integer.BYTES;
    private static final byte VERSION = 2;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Keys keys;

    /**
     * What a link is for.
     *
     * @param requestId the export
     * @param expiresAt until when it is valid
     * @param number random, tells it from other links
     * @param uses how often it may be used
     */
    record Link(UUID requestId, Instant expiresAt, long number, int uses) {
        /** As the reports of its use name it. */
        String code() {
            return new DownloadLink(HexFormat.of().toHexDigits(number), uses, expiresAt).code();
        }

        private byte[] bytes() {
            return ByteBuffer.allocate(LENGTH)
                    .put(VERSION)
                    .putLong(requestId.getMostSignificantBits())
                    .putLong(requestId.getLeastSignificantBits())
                    .putLong(expiresAt.toEpochMilli())
                    .putLong(number)
                    .putInt(uses)
                    .array();
        }
    }

    DownloadLinks(Keys keys) {
        this.keys = keys;
    }

    /** The token of a link: content and tag, both base64url. */
    String token(String subjectId, Link link) {
        byte[] bytes = link.bytes();
        return ENCODER.encodeToString(bytes) + '.' + keys.mac(PURPOSE, signed(subjectId, bytes));
    }

    /** What a token says, whoever made it; empty when it is none. */
    Optional<Link> read(String token) {
        int dot = token.indexOf('.');
        try {
            ByteBuffer bytes = ByteBuffer.wrap(DECODER.decode(token.substring(0, Math.max(0, dot))));
            if (bytes.remaining() != LENGTH || bytes.get() != VERSION) {
                return Optional.empty();
            }
            return Optional.of(new Link(
                    new UUID(bytes.getLong(), bytes.getLong()),
                    Instant.ofEpochMilli(bytes.getLong()),
                    bytes.getLong(),
                    bytes.getInt()));
        } catch (IllegalArgumentException e) {
            // Not base64url: somebody's own invention.
            return Optional.empty();
        }
    }

    /** Whether the token was made here, for this subject; any other spelling of the same bytes is refused too. */
    boolean isGenuine(String token, String subjectId, Link link) {
        String tag = token.substring(token.indexOf('.') + 1);
        byte[] bytes = link.bytes();
        return token.startsWith(ENCODER.encodeToString(bytes) + '.')
                && keys.macValid(tag, PURPOSE, signed(subjectId, bytes));
    }

    private static byte[] signed(String subjectId, byte[] link) {
        byte[] subject = subjectId.getBytes(UTF_8);
        byte[] method = METHOD.getBytes(UTF_8);
        return ByteBuffer.allocate(link.length + method.length + subject.length)
                .put(link)
                .put(method)
                .put(subject)
                .array();
    }
}
