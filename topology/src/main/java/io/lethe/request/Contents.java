package io.lethe.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.schemas.Identity;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.store.PseudonymKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Keyed hashes of what was asked, to tell a repeat from another request without keeping it. Fields are written out one by one: a schema that grows
 * must not make an old repeat look new.
 */
final class Contents {
    /** For commands that are not compared. */
    static final String NONE = "";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Contents() {}

    /** Hash of a command's content, without commandId, issuedAt and issuedBy. */
    static String hash(PseudonymKey key, String subjectId, Object command) {
        Contents contents = new Contents().text(subjectId);
        if (command instanceof RequestErasure c) {
            contents.text("erasure")
                    .text(c.getRequestId())
                    .text(c.getRegulation().name());
            contents.identities(c.getIdentities()).texts(c.getServices()).text(c.getReason());
            contents.text(c.getGracePeriod()).time(c.getReceivedAt());
        } else if (command instanceof RequestExport c) {
            contents.text("export")
                    .text(c.getRequestId())
                    .text(c.getRegulation().name());
            contents.identities(c.getIdentities()).texts(c.getServices()).text(c.getReason());
            contents.text(c.getFormat().name()).time(c.getReceivedAt());
        } else if (command instanceof PlaceHold c) {
            contents.text("hold").text(c.getHoldId()).texts(c.getServices());
            contents.text(c.getReason()).time(c.getUntil());
        } else {
            return NONE;
        }
        return key.hash("content", contents.out.toByteArray());
    }

    /** Hashes of identities, in order. */
    static List<String> identities(PseudonymKey key, Object command) {
        List<Identity> identities = List.of();
        if (command instanceof RequestErasure c) {
            identities = c.getIdentities();
        } else if (command instanceof RequestExport c) {
            identities = c.getIdentities();
        }
        return identities.stream().map(i -> hash(key, i)).distinct().toList();
    }

    private static String hash(PseudonymKey key, Identity identity) {
        Contents contents = new Contents().text(identity.getType()).text(identity.getValue());
        return key.hash("identity", contents.out.toByteArray());
    }

    private Contents identities(List<Identity> identities) {
        number(identities.size());
        identities.forEach(i -> text(i.getType()).text(i.getValue()));
        return this;
    }

    private Contents texts(List<String> texts) {
        number(texts == null ? -1 : texts.size());
        if (texts != null) {
            texts.forEach(this::text);
        }
        return this;
    }

    private Contents text(String text) {
        byte[] utf8 = text == null ? new byte[0] : text.getBytes(UTF_8);
        number(text == null ? -1 : utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    private void time(Instant time) {
        text(time == null ? null : time.toString());
    }

    private void number(int number) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
