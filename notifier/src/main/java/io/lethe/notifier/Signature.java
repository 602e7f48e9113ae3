package io.lethe.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@value #HEADER}: {@code t=<seconds since 1970>,v1=<hex>}, with HMAC-SHA256 under the shared secret over the seconds in decimal, a dot and the
 * body. The time is signed so that an old post cannot be played back.
 */
final class Signature {
    static final String HEADER = "Lethe-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(String secret, Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        Mac mac = mac(secret);
        mac.update((seconds + ".").getBytes(UTF_8));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static Mac mac(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
