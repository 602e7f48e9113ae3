package io.lethe.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest extends StoreContract {
    @TempDir
    private Path directory;

    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FileStore(directory.resolve("exports"));
    }

    @Override
    ExportStore store() {
        return store;
    }

    @Test
    void shouldLetNobodyElseIn() throws IOException {
        store.put("a/b", out -> out.write(1));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("exports"))))
                .isEqualTo("rwx------");
    }

    @Test
    void shouldLeaveNoEmptyFolders() throws IOException {
        store.put("a/b/c", out -> out.write(1));
        store.delete("a/b/c");

        assertThat(directory.resolve("exports").resolve("a")).doesNotExist();
    }

    @Test
    void shouldTakeAwayDraftsOfACrash() throws IOException {
        Path draft = directory.resolve("exports").resolve(".drafts").resolve("left-over");
        Files.write(draft, new byte[10]);

        assertThat(store.discardUnfinished(Instant.now().minusSeconds(3600))).isZero();
        assertThat(store.list("")).isEmpty();
        assertThat(store.discardUnfinished(Instant.now().plusSeconds(60))).isEqualTo(1);
        assertThat(draft).doesNotExist();
    }
}
