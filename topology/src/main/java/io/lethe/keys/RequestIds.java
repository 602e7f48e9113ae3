package io.lethe.keys;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Ids of requests in UUID version 8 (RFC 9562): 48 bits of Unix time in ms, 4 of version, 12 of partition, 2 of variant, 34 random, 28 of tag. The tag
 * tells Lethe's own ids from others, so that a status question goes straight to the partition; it protects nothing, and a forged one only misses.
 */
final class RequestIds {
    private static final int TAG_BITS = 28;
    private static final int RANDOM_BITS = 34;
    private static final int PARTITIONS = 1 << 12;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0b10L << 62;
    private static final long TIME_MASK = (1L << 48) - 1;
    private static final long RANDOM_MASK = (1L << RANDOM_BITS) - 1;
    private static final long TAG_MASK = (1L << TAG_BITS) - 1;

    private final PrfSet prf;

    RequestIds(PrfSet prf) {
        this.prf = prf;
    }

    UUID mint(long epochMilli, int partition, long random) {
        if (partition < 0 || partition >= PARTITIONS || epochMilli < 0 || epochMilli > TIME_MASK) {
            throw new IllegalArgumentException(
                    "partition " + partition + " or time " + epochMilli + " ms out of bounds");
        }
        long high = (epochMilli << 16) | VERSION_8 | partition;
        long low = VARIANT | ((random & RANDOM_MASK) << TAG_BITS);
        return new UUID(high, low | tag(high, low));
    }

    OptionalInt partitionOf(UUID id) {
        long low = id.getLeastSignificantBits();
        boolean ours = id.version() == 8
                && id.variant() == 2
                && tag(id.getMostSignificantBits(), low & ~TAG_MASK) == (low & TAG_MASK);
        return ours ? OptionalInt.of((int) (id.getMostSignificantBits() & (PARTITIONS - 1))) : OptionalInt.empty();
    }

    /** The first of a keyed sequence that does not look minted: for all but one in 2^28 inputs the very first. */
    UUID derive(String caller, String idempotencyKey) {
        for (long round = 0; ; round++) {
            var id = shaped(
                    Fields.of("derived-id").text(caller).text(idempotencyKey).number(round));
            if (partitionOf(id).isEmpty()) {
                return id;
            }
        }
    }

    private UUID shaped(Fields fields) {
        var bytes = ByteBuffer.wrap(compute(fields, 16));
        long high = (bytes.getLong() & ~0xF000L) | VERSION_8;
        long low = (bytes.getLong() & ~(0b11L << 62)) | VARIANT;
        return new UUID(high, low);
    }

    private long tag(long high, long low) {
        var fields = Fields.of("minted-id").number(high).number(low);
        return ByteBuffer.wrap(compute(fields, Long.BYTES)).getLong() & TAG_MASK;
    }

    private byte[] compute(Fields fields, int length) {
        try {
            return prf.computePrimary(fields.toBytes(), length);
        } catch (GeneralSecurityException e) {
            throw new KeysetException("HMAC-SHA256 is not available: " + e, e);
        }
    }
}
