package io.lethe.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a service has of a subject, as rows of JSON, and what others do with the same bytes. */
final class ExportData {
    private static final int BLOCK = 256 * 1024;
    private static final int DIFFERENT = 16;
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final List<byte[]> blocks =
            IntStream.range(0, DIFFERENT).mapToObj(ExportData::rows).toList();
    private final int count;

    /** As many bytes, to the next block. */
    ExportData(long bytes) {
        count = Math.toIntExact((bytes + BLOCK - 1) / BLOCK);
    }

    long bytes() {
        return IntStream.range(0, count).mapToLong(i -> block(i).length).sum();
    }

    private byte[] block(int number) {
        return blocks.get(number % DIFFERENT);
    }

    private static byte[] rows(int block) {
        StringBuilder rows = new StringBuilder(BLOCK);
        for (int row = 0; rows.length() < BLOCK - 200; row++) {
            rows.append("{\"id\":")
                    .append(block * 10_000L + row)
                    .append(",\"article\":\"Article ")
                    .append((block * 31L + row * 7L) % 9973)
                    .append("\",\"cents\":")
                    .append((row * 7919L + block) % 100_000)
                    .append(",\"note\":\"delivered to the neighbour\"}\n");
        }
        return rows.toString().getBytes(UTF_8);
    }

    /** All of it, as it is handed out. */
    InputStream stream() {
        return new InputStream() {
            private int block;
            private int at;

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (block == count) {
                    return -1;
                }
                byte[] current = block(block);
                int some = Math.min(length, current.length - at);
                System.arraycopy(current, at, into, from, some);
                at += some;
                if (at == current.length) {
                    block++;
                    at = 0;
                }
                return some;
            }
        };
    }

    /** Seconds that a plain ZIP takes, with the level that {@code zip} has by default. */
    double zip(Path file) throws IOException {
        long before = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("orders.json"));
            for (int i = 0; i < count; i++) {
                zip.write(block(i));
            }
            zip.closeEntry();
        }
        return (System.nanoTime() - before) / 1e9;
    }

    /** Seconds that bare AES-256-GCM takes, block by block, with nothing written. */
    double encrypt() throws GeneralSecurityException {
        long before = System.nanoTime();
        SecretKeySpec key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
        for (int i = 0; i < count; i++) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = new byte[NONCE_BYTES];
            nonce[0] = (byte) i;
            nonce[1] = (byte) (i >> 8);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.doFinal(block(i));
        }
        return (System.nanoTime() - before) / 1e9;
    }
}
