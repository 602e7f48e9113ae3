package io.lethe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One export through the real parts: a service's participant hands out rows, encrypted, over Kafka; the packager, in a process of its own, stages them and packs
 * them into one encrypted file. Beside it a plain ZIP and bare AES-256-GCM of the same bytes.
 */
final class ExportBench {
    private static final long MEGABYTE = 1_000_000;
    /** The packager must do with so much whatever the size. */
    static final int HEAP_MIB = 256;

    private final Options options;
    private final Ground ground;
    private final Progress progress;

    ExportBench(Options options, Ground ground, Progress progress) {
        this.options = options;
        this.ground = ground;
        this.progress = progress;
    }

    /** Measures; speeds are MB of rows a second, ratios Lethe's ÷ the other's. */
    ObjectNode run() throws Exception {
        ExportData data = new ExportData(options.exportMegabytes() * MEGABYTE);
        ExportData warmUp = new ExportData(options.exportMegabytes() * MEGABYTE / 8);
        progress.say("Export: %d MB from a service into an encrypted file".formatted(data.bytes() / MEGABYTE));
        try (ExportRun run = ExportRun.start(ground, HEAP_MIB)) {
            run.export(warmUp);
            ExportRun.Times times = run.export(data);
            progress.say("Export: the same bytes as a plain ZIP, and through AES-256-GCM alone");
            Path zip = ground.directory().resolve("plain.zip");
            warmUp.zip(zip);
            double zipped = speed(data, data.zip(zip));
            warmUp.encrypt();
            double encrypted = speed(data, data.encrypt());
            double packed = speed(data, times.packed());
            ObjectNode report = new ObjectMapper()
                    .createObjectNode()
                    .put("megabytes", data.bytes() / MEGABYTE)
                    .put("handed_out_mb_s", Figures.rounded(speed(data, times.handedOut())))
                    .put("staged_mb_s", Figures.rounded(speed(data, times.staged())))
                    .put("packed_mb_s", Figures.rounded(packed))
                    .put("plain_zip_mb_s", Figures.rounded(zipped))
                    .put("aes_gcm_mb_s", Figures.rounded(encrypted))
                    .put("file_bytes", times.fileBytes())
                    .put("plain_zip_bytes", Files.size(zip))
                    .put("heap_mib", HEAP_MIB)
                    .put("rss_mib", run.mostResidentMiB());
            report.putObject("ratio")
                    .put("plain_zip", Figures.rounded(packed / zipped))
                    .put("aes_gcm", Figures.rounded(packed / encrypted));
            return report;
        }
    }

    private static double speed(ExportData data, double seconds) {
        return (double) data.bytes() / MEGABYTE / seconds;
    }
}
