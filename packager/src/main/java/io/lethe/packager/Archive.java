package io.lethe.packager;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lethe.packager.Manifest.PackedFile;
import io.lethe.schemas.ExportFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes one ZIP: every data set in the wanted format, and the manifest last. Memory is constant; the same content gives the same bytes. */
final class Archive {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String AS_RECEIVED =
            "not well-formed, not in UTF-8, or too large a row: handed on as received";

    private final Zip zip;
    private final ExportFormat format;
    private final Instant at;
    private final FileNames names = new FileNames();
    private final List<PackedFile> files = new ArrayList<>();

    /** An archive that is written to this stream, which stays open; {@code at} is the time of all its files. */
    Archive(OutputStream out, ExportFormat format, Instant at) {
        this.zip = new Zip(out);
        this.format = format;
        this.at = at;
    }

    /** Writes a file's bytes. */
    @FunctionalInterface
    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    void add(DataSetSource source) throws IOException {
        boolean rows = Rows.areIn(source.mediaType());
        Optional<Scan> scan = rows ? scan(source) : Optional.empty();
        if (scan.isPresent()) {
            convert(source, scan.get());
        } else {
            handOn(source, rows ? AS_RECEIVED : null);
        }
    }

    private static Optional<Scan> scan(DataSetSource source) throws IOException {
        try (InputStream bytes = source.open()) {
            return Scan.of(bytes, source.mediaType());
        }
    }

    private void convert(DataSetSource source, Scan scan) throws IOException {
        String name = names.of(source.service(), source.name(), RowWriter.extension(format));
        add(name, source, scan.rows(), null, out -> {
            try (InputStream bytes = source.open();
                    RowWriter writer = RowWriter.of(format, out, scan, source.name())) {
                Rows.read(bytes, source.mediaType(), writer::row);
            }
        });
    }

    private void handOn(DataSetSource source, String note) throws IOException {
        String extension = FileNames.extension(source.name(), source.mediaType());
        String name = names.of(source.service(), source.name(), extension);
        add(name, source, null, note, out -> {
            try (InputStream bytes = source.open()) {
                bytes.transferTo(out);
            }
        });
    }

    private void add(String name, DataSetSource source, Long rows, String note, Body body) throws IOException {
        Digesting out = new Digesting(zip);
        zip.putNextEntry(entry(name));
        body.writeTo(out);
        zip.closeEntry();
        files.add(new PackedFile(
                name, source.service(), source.name(), source.mediaType(), rows, out.count(), out.hash(), note));
    }

    /** What was written so far. */
    List<PackedFile> files() {
        return List.copyOf(files);
    }

    /** Writes the manifest and ends the archive. */
    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(entry("manifest.json"));
        zip.write(JSON.writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    /** Whoever waits for an export wants it soon, and the fastest level costs some bytes; small pieces would each cost a call into native code. */
    private static final class Zip extends ZipOutputStream {
        private static final int PIECE = 64 * 1024;

        Zip(OutputStream out) {
            super(new BufferedOutputStream(out, PIECE));
            buf = new byte[PIECE];
            setLevel(Deflater.BEST_SPEED);
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(at));
        return entry;
    }
}
