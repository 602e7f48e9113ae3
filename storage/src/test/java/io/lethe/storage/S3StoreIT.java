package io.lethe.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreIT extends StoreContract {
    private static final int PARTS = 30 * 1024 * 1024;
    private static final Duration SILENCE = Duration.ofMillis(700);
    private static final int TRIES = 20;

    @TempDir
    private static Path directory;

    private static S3Server server;

    private FaultyLink link;
    private S3Store store;

    /** It takes seconds to stop, so that one serves them all. */
    @BeforeAll
    static void startServer() throws Exception {
        server = S3Server.start(directory);
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void start() throws IOException {
        link = new FaultyLink(server.port());
        store = new S3Store(S3Server.client(link.port()), S3Server.BUCKET, "lethe/");
    }

    @AfterEach
    void empty() throws IOException {
        store.close();
        link.close();
        try (S3Store direct = new S3Store(S3Server.client(server.port()), S3Server.BUCKET, "lethe/")) {
            for (ExportStore.Entry left : direct.list("")) {
                direct.delete(left.key());
            }
            direct.discardUnfinished(Instant.now().plusSeconds(60));
        }
    }

    @Override
    ExportStore store() {
        return store;
    }

    @Test
    void shouldGetOverErrorsOfTheServer() throws IOException {
        link.answerErrors(2);
        store.put("a", out -> out.write(1));

        assertThat(store.exists("a")).isTrue();
    }

    @Test
    void shouldHaveNoObjectWhereTheUploadWasTornOff() throws IOException {
        link.cutAfter(20 * 1024 * 1024);
        assertThatThrownBy(() -> store.put("a", out -> out.write(new byte[PARTS])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://exports/lethe/a");
        link.heal();

        assertThat(store.exists("a")).isFalse();
        // It could not be taken back through the broken link; the sweep finds it.
        assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isZero();
        store.put("a", out -> out.write(new byte[PARTS]));
        assertThat(store.list("a").get(0).size()).isEqualTo(PARTS);
    }

    @Test
    void shouldWriteOnceWhereAnAnswerDoesNotCome() throws IOException {
        link.holdAnswers("PUT /exports/lethe/a ", 2);
        try (S3Store hurried = hurried(2)) {
            hurried.put("a", out -> out.write(7));
        }
        assertThat(link.held()).as("answers that did not come").isEqualTo(2);

        assertThat(store.list("")).extracting(ExportStore.Entry::key).containsExactly("a");
        try (var stored = store.open("a").orElseThrow()) {
            assertThat(stored.bytes().readAllBytes()).containsExactly(7);
        }
    }

    @Test
    void shouldWriteALargeObjectOnceWhereAnswersDoNotCome() throws IOException {
        byte[] bytes = bytes(17 * 1024 * 1024);
        link.cutAnswers("POST /exports/lethe/big?uploads", 1);
        store.put("big", out -> out.write(bytes));
        assertThat(link.held()).as("the upload was begun twice").isEqualTo(1);
        link.cutAnswers("partNumber=2", 1);
        store.put("other", out -> out.write(bytes));
        assertThat(link.held()).as("a part was sent twice").isEqualTo(1);

        assertContent("big", bytes);
        assertContent("other", bytes);
        // The upload that nobody knew of is the sweep's to find.
        assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isZero();
        assertContent("big", bytes);
    }

    /** The object stands, and the client cannot know: whoever wrote it is told of an error, and finds it when he looks. */
    @Test
    void shouldHaveTheObjectWhereTheLastAnswerDoesNotCome() throws IOException {
        byte[] bytes = bytes(9 * 1024 * 1024);
        link.cutAnswers("POST /exports/lethe/big?uploadId", 1);
        try {
            store.put("big", out -> out.write(bytes));
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("s3://exports/lethe/big");
        }
        assertThat(link.held()).isEqualTo(1);

        assertContent("big", bytes);
        assertThat(store.list("")).hasSize(1);
        assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isZero();
    }

    @Test
    void shouldReadAllOfWhatASlowServerSends() throws IOException {
        byte[] bytes = bytes(512 * 1024);
        store.put("slow", out -> out.write(bytes));
        link.slowDown(Duration.ofMillis(20));
        int tries = 1;
        while (!isReadSlowly("slow", bytes)) {
            assertThat(tries++)
                    .as("a machine that stands still is silent too, but not each time")
                    .isLessThan(TRIES);
        }
    }

    private boolean isReadSlowly(String key, byte[] bytes) throws IOException {
        long before = System.nanoTime();
        try (S3Store hurried = hurried(Integer.MAX_VALUE);
                var stored = hurried.open(key).orElseThrow()) {
            assertThat(stored.bytes().readAllBytes()).isEqualTo(bytes);
        } catch (IOException e) {
            assertThat(e).satisfies(error -> assertThat(root(error)).isInstanceOf(SocketTimeoutException.class));
            return false;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("longer in all than any silence that is waited for")
                .isGreaterThan(SILENCE);
        return true;
    }

    private static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }

    /** Waits no longer than the silence for so many answers. */
    private S3Store hurried(int answers) {
        return new S3Store(
                S3Server.client(link.port(), new HurriedClient(SILENCE, answers)), S3Server.BUCKET, "lethe/");
    }

    private void assertContent(String key, byte[] bytes) throws IOException {
        try (var stored = store.open(key).orElseThrow()) {
            assertThat(Arrays.equals(stored.bytes().readAllBytes(), bytes)).isTrue();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void shouldSayWhichObjectWhereTheServerIsAway() throws Exception {
        link.close();

        assertThatThrownBy(() -> store.exists("b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://exports/lethe/b");
    }
}
