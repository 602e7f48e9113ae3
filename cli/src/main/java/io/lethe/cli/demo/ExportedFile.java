package io.lethe.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An export's ZIP, opened.
 *
 * @param manifest what it says of itself
 * @param files everything in it, by name
 */
record ExportedFile(JsonNode manifest, Map<String, byte[]> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MANIFEST = "manifest.json";

    static ExportedFile open(byte[] zip) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                files.put(entry.getName(), entries.readAllBytes());
            }
        }
        var manifest = files.remove(MANIFEST);
        return new ExportedFile(JSON.readTree(manifest == null ? new byte[0] : manifest), files);
    }

    /** Whether every file stands in the manifest with its SHA-256, and every file of the manifest is there. */
    boolean isAsItsManifestSays() {
        int right = 0;
        for (var file : manifest.path("files")) {
            var bytes = files.get(file.path("name").asText());
            right += bytes != null && sha256(bytes).equals(file.path("sha256").asText()) ? 1 : 0;
        }
        return right == files.size() && right == manifest.path("files").size() && right > 0;
    }

    /** Rows, and files that have none, of each service. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new HashMap<>();
        for (var file : manifest.path("files")) {
            rows.merge(file.path("service").asText(), file.path("rows").asLong(1), Long::sum);
        }
        return rows;
    }

    /** Whether the file that a service's data set became has this text in it. */
    boolean holds(String service, String text) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(service + "/"))
                .anyMatch(file -> new String(file.getValue(), UTF_8).contains(text));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
