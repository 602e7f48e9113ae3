package io.lethe.packager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * An archive as its reader sees it.
 *
 * @param files bytes by name
 */
record Opened(Map<String, byte[]> files) {
    static Opened of(InputStream bytes) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(files.put(entry.getName(), zip.readAllBytes())).isNull();
            }
        }
        return new Opened(files);
    }

    static Opened of(byte[] bytes) throws IOException {
        return of(new ByteArrayInputStream(bytes));
    }

    String text(String name) {
        assertThat(files).containsKey(name);
        return new String(files.get(name), UTF_8);
    }

    JsonNode manifest() throws IOException {
        return new ObjectMapper().readTree(files.get("manifest.json"));
    }

    /** Every file stands in the manifest with its size and hash, and nothing else does. */
    Opened checked() throws IOException {
        for (JsonNode file : manifest().get("files")) {
            byte[] bytes = files.get(file.get("name").asText());
            assertThat(bytes).as(file.toString()).isNotNull();
            assertThat(file.get("bytes").asLong()).isEqualTo(bytes.length);
            assertThat(file.get("sha256").asText()).isEqualTo(sha256(bytes));
        }
        assertThat(manifest().get("files")).hasSize(files.size() - 1);
        return this;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
