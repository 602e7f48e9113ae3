package io.lethe.packager;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lethe.app.Lethe;
import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.participant.Participant;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.FileStore;
import io.lethe.storage.Place;
import io.lethe.testing.JavaProcess;
import io.lethe.testing.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Lethe and two services on real brokers, beside which a packager runs in a JVM of its own; exports by request id, with their subjects. */
final class ExportWorld implements AutoCloseable {
    /** Rows that each service has of each subject. */
    static final int ROWS = 2_500;

    private static final List<ExportFormat> FORMATS = List.of(ExportFormat.JSON, ExportFormat.CSV, ExportFormat.XML);
    private static final List<String> SERVICES = List.of("orders", "accounts");
    private static final int ROW_BYTES = 750;

    final TestCluster cluster = TestCluster.start();
    final Map<String, String> exports = new LinkedHashMap<>();
    final LetheConfig config;
    private final Map<String, String> settings = new HashMap<>();
    private final Path directory;
    private final Lethe lethe;
    private final List<Participant> services = new ArrayList<>();

    ExportWorld(Path directory) {
        this.directory = directory;
        settings.put("lethe.bootstrap.servers", cluster.bootstrapServers());
        settings.put("lethe.schema.registry.url", cluster.registryUrl().toString());
        settings.put("lethe.application.id", "lethe-" + directory.getFileName());
        settings.put("lethe.partitions", "2");
        settings.put("lethe.replication.factor", "1");
        settings.put("lethe.state.dir", directory.resolve("state").toString());
        settings.put("lethe.keyset.file", directory.resolve("keys").toString());
        settings.put("lethe.keyset.create", "true");
        settings.put("lethe.http.port", "0");
        settings.put("lethe.export.store", directory.resolve("exports").toString());
        settings.put("lethe.ack.timeout", "PT5S");
        settings.put("lethe.ack.max-attempts", "20");
        config = LetheConfig.load(settings);
        lethe = Lethe.start(config);
        SERVICES.forEach(this::define);
        awaitDefined();
    }

    private void define(String name) {
        cluster.send(
                config.topics().services(),
                name,
                new ServiceDefinition(name, List.of(Action.EXPORT), List.of(), List.of(), null, null, null));
        services.add(Participant.builder(name)
                .properties(cluster.clientConfig())
                .onExport(export -> export.dataSet(name, "application/json")
                        .write(rows(name, export.task().subjectId()))
                        .done())
                .build());
    }

    /** Every partition knows every service; their topics stand by then. */
    private void awaitDefined() {
        int expected = SERVICES.size() * config.deployment().partitions();
        try (var audit = cluster.reader(config.topics().audit(), AuditEntry.class)) {
            audit.await(expected);
        }
        services.forEach(Participant::start);
    }

    /** What a service has of a subject: the same each time, and nothing that compresses well, so that packing takes its time. */
    static List<Map<String, Object>> rows(String service, String subject) {
        Random random = new Random((service + subject).hashCode());
        List<Map<String, Object>> rows = new ArrayList<>();
        byte[] bytes = new byte[ROW_BYTES];
        for (int id = 0; id < ROWS; id++) {
            random.nextBytes(bytes);
            rows.add(Map.of("id", id, "note", new String(Base64.getEncoder().encode(bytes), US_ASCII)));
        }
        return rows;
    }

    /** Asks for some more exports. */
    List<String> ask(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            String subject = "customer-" + exports.size();
            ExportFormat format = FORMATS.get(exports.size() % FORMATS.size());
            exports.put(id, subject);
            ids.add(id);
            Object export = new RequestExport(id, Regulation.GDPR, List.of(), null, format, null, null);
            cluster.send(
                    config.topics().commands(),
                    subject,
                    new PrivacyCommand(UUID.randomUUID().toString(), Instant.now(), "service:test", export));
        }
        return ids;
    }

    /** A packager; the same instance of its groups each time, so that nobody waits for the one that died. */
    JavaProcess packager() {
        return packager(Main.class, Map.of());
    }

    /** The same, which dies at a moment of its own. */
    JavaProcess packager(DyingPackager.When when) {
        return packager(DyingPackager.class, Map.of(DyingPackager.WHEN, when.name()));
    }

    private JavaProcess packager(Class<?> main, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka.group.instance.id", "packager-1");
        all.putAll(more);
        return JavaProcess.start(main, all, directory.resolve("packager.log"));
    }

    FileStore store() throws IOException {
        return new FileStore(directory.resolve("exports"));
    }

    /** Ids of the exports that have a file. */
    List<String> packed() throws IOException {
        return store().list(Place.FILES).stream()
                .map(file -> Place.of(file.key()).requestId())
                .toList();
    }

    /** Bytes of the largest file that was being written when a packager died. */
    long largestDraft() throws IOException {
        long largest = 0;
        try (var drafts = Files.newDirectoryStream(directory.resolve("exports").resolve(".drafts"))) {
            for (Path draft : drafts) {
                largest = Math.max(largest, Files.size(draft));
            }
        }
        return largest;
    }

    /** The plain bytes of an export's file. */
    byte[] file(String id) throws IOException {
        Keys keys = Keys.load(config.deployment().keysetFile(), false);
        Place place = new Place(keys.exportFolder(exports.get(id)), id);
        try (var file =
                new EncryptedFiles(store(), keys.wrap()).open(place.file(), id).orElseThrow()) {
            return file.bytes().readAllBytes();
        }
    }

    @Override
    public void close() {
        services.forEach(Participant::close);
        lethe.close();
        cluster.close();
    }
}
