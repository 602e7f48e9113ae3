package io.lethe.packager;

import com.google.crypto.tink.subtle.AesGcmJce;
import io.lethe.keys.Keys;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.FileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs an export of a given size and says how fast that was, beside a plain ZIP of the same bytes and bare AES-GCM over them. Arguments: a directory, megabytes.
 * Prints {@code packed=… zip=… aes=…} in MB/s of rows and the largest heap it was given.
 */
final class PackingLoad {
    private static final int MEGABYTE = 1_000_000;
    private static final int FRAGMENT = 256 * 1024;

    private PackingLoad() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Path directory = Path.of(args[0]);
        long fragments = Long.parseLong(args[1]) * MEGABYTE / FRAGMENT;
        Keys keys = Keys.generate();
        Given export = new Given(keys);
        FileStore store = new FileStore(directory.resolve("exports"));
        Staging staging = new Staging(store, keys.wrap());
        for (long sequence = 0; sequence < fragments; sequence++) {
            staging.put(
                    export.place(),
                    export.fragment("orders", sequence, "orders", "application/json", rows(sequence)),
                    sequence);
        }
        ServiceTask task = export.task(ExportFormat.JSON, Given.done("orders", fragments));
        double packed =
                speed(fragments, () -> new Packing(store, staging, keys, Duration.ZERO).pack(Given.SUBJECT, task));
        double zip = speed(fragments, () -> zip(directory.resolve("plain.zip"), fragments));
        double aes = speed(fragments, () -> encrypt(fragments));
        System.out.printf(
                "packed=%.1f zip=%.1f aes=%.1f MB/s, heap %d MB%n",
                packed, zip, aes, Runtime.getRuntime().maxMemory() / MEGABYTE);
    }

    private interface Work {
        void run() throws IOException, GeneralSecurityException;
    }

    private static double speed(long fragments, Work work) throws IOException, GeneralSecurityException {
        long before = System.nanoTime();
        work.run();
        return (double) fragments * FRAGMENT / MEGABYTE / ((System.nanoTime() - before) / 1e9);
    }

    private static void zip(Path file, long fragments) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("orders.json"));
            for (long sequence = 0; sequence < fragments; sequence++) {
                zip.write(rows(sequence));
            }
            zip.closeEntry();
        }
    }

    private static void encrypt(long fragments) throws GeneralSecurityException {
        AesGcmJce aes = new AesGcmJce(new byte[32]);
        for (long sequence = 0; sequence < fragments; sequence++) {
            aes.encrypt(rows(sequence), new byte[0]);
        }
    }

    /** Rows of about the size of a fragment, as a service would hand them out. */
    private static byte[] rows(long sequence) {
        StringBuilder rows = new StringBuilder(FRAGMENT);
        for (int row = 0; rows.length() < FRAGMENT - 200; row++) {
            rows.append("{\"id\":")
                    .append(sequence * 10_000 + row)
                    .append(",\"article\":\"Article ")
                    .append((sequence * 31 + row * 7L) % 9973)
                    .append("\",\"cents\":")
                    .append((row * 7919L + sequence) % 100_000)
                    .append(",\"note\":\"delivered to the neighbour\"}\n");
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }
}
