package io.lethe.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Bytes to authenticate: every part carries its length, so that no two lists of parts give the same bytes. */
final class Fields {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);

    static Fields of(String purpose) {
        return new Fields().text(purpose);
    }

    Fields text(String part) {
        return bytes(part.getBytes(UTF_8));
    }

    Fields bytes(byte[] part) {
        number(part.length);
        bytes.writeBytes(part);
        return this;
    }

    Fields number(long part) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(part).array());
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
