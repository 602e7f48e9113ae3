package io.lethe.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreIT extends StoreContract {
    private static final int PARTS = 30 * 1024 * 1024;

    @TempDir
    private Path directory;

    private S3Server server;
    private FaultyLink link;
    private S3Store store;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start(directory);
        link = new FaultyLink(server.port());
        store = new S3Store(S3Server.client(link.port()), S3Server.BUCKET, "lethe/");
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
        link.close();
        server.close();
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
    void shouldSayWhichObjectWhereTheServerIsAway() throws Exception {
        link.close();

        assertThatThrownBy(() -> store.exists("b"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3://exports/lethe/b");
    }
}
