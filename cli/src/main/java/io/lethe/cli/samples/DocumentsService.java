package io.lethe.cli.samples;

import io.lethe.participant.Ack;
import io.lethe.participant.Export;
import io.lethe.participant.Participant;
import io.lethe.participant.ParticipantBuilder;
import io.lethe.participant.Task;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A service over an S3 bucket: a subject's documents are the objects under the subject's prefix. */
final class DocumentsService implements SampleService {
    static final String BUCKET = "documents";

    private static final String NAME = "documents";
    private static final int CONCURRENCY = 4;

    private final ObjectServer server;
    private final S3Client s3;
    private final Path loadedMark;

    /** {@code loadedMark} is a file that says that loading went through to its end. */
    DocumentsService(ObjectServer server, Path loadedMark) {
        this.server = server;
        this.s3 = server.client();
        this.loadedMark = loadedMark;
    }

    @Override
    public ServiceDefinition definition() {
        return Definitions.of(NAME, List.of(Action.HARD_DELETE, Action.VERIFY, Action.EXPORT), List.of(), List.of());
    }

    @Override
    public boolean isLoaded() {
        return Files.exists(loadedMark);
    }

    @Override
    public void load(int customers, LoadProgress progress) throws IOException, InterruptedException {
        new DocumentsLoader(server.store(), (done, total) -> progress.update(NAME, done, total)).load(customers);
        Files.createFile(loadedMark);
    }

    @Override
    public long count(Collection<String> subjects) {
        Set<String> wanted = new HashSet<>(subjects);
        return all().filter(object -> wanted.contains(DocumentKey.subject(object.key())))
                .count();
    }

    @Override
    public Checksum of(Collection<String> subjects) {
        Set<String> wanted = new HashSet<>(subjects);
        return fingerprint(all().filter(object -> wanted.contains(DocumentKey.subject(object.key()))));
    }

    @Override
    public Checksum others(Collection<String> subjects) {
        Set<String> left = new HashSet<>(subjects);
        return fingerprint(all().filter(object -> !left.contains(DocumentKey.subject(object.key()))));
    }

    private static Checksum fingerprint(Stream<S3Object> objects) {
        Fingerprint fingerprint = new Fingerprint();
        objects.forEach(object -> fingerprint.add(object.key() + " " + object.eTag() + " " + object.size()));
        return fingerprint.checksum();
    }

    @Override
    public Optional<ParticipantBuilder> participant() {
        return Optional.of(Participant.builder(NAME)
                .concurrency(CONCURRENCY)
                .onHardDelete(this::delete)
                .onVerify(this::verify)
                .onExport(this::export));
    }

    private Ack delete(Task task) throws IOException {
        List<ObjectIdentifier> covered = covered(task).stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        if (covered.isEmpty()) {
            return Ack.notFound();
        }
        DeleteObjectsResponse deleted =
                s3.deleteObjects(request -> request.bucket(BUCKET).delete(keys -> keys.objects(covered)));
        if (!deleted.errors().isEmpty()) {
            throw new IOException(deleted.errors().size() + " objects were not deleted: "
                    + deleted.errors().get(0).code());
        }
        return Ack.done(covered.size());
    }

    private Ack verify(Task task) {
        int left = covered(task).size();
        return left == 0 ? Ack.notFound() : Ack.done(left);
    }

    /** Each document is a file of the export, as it is. */
    private Ack export(Export export) throws IOException {
        for (String key : keys(export.task().subjectId())) {
            try (InputStream document =
                    s3.getObject(request -> request.bucket(BUCKET).key(key))) {
                export.dataSet(key.substring(key.indexOf('/') + 1), "text/plain")
                        .write(document);
            }
        }
        return export.done();
    }

    private List<String> covered(Task task) {
        return keys(task.subjectId()).stream()
                .filter(key -> task.covers(DocumentKey.createdAt(key)))
                .toList();
    }

    /** Read from the store itself in one go: over S3 each page of a thousand would walk the whole bucket again. */
    private Stream<S3Object> all() {
        return server.store().list(ListObjectsV2Request.builder().bucket(BUCKET).build()).contents().stream();
    }

    private List<String> keys(String subjectId) {
        return s3
                .listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(DocumentKey.prefix(subjectId)))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }
}
