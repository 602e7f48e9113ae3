package io.lethe.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
    @TempDir
    private Path directory;

    @Test
    void shouldLetOnlyOneStackIn() {
        try (var first = DataDir.open(directory)) {
            running(ProcessHandle.current().pid()).write(first);

            assertThatThrownBy(() -> DataDir.open(directory))
                    .isInstanceOf(StackException.class)
                    .hasMessage("Another stack runs in " + directory + " (process "
                            + ProcessHandle.current().pid()
                            + ", http://127.0.0.1:1): stop it or choose another directory with --data-dir");
        }
        DataDir.open(directory).close();
    }

    @Test
    void shouldSayThatItCannotBeUsed() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDir.open(file))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("The data directory " + file + " cannot be used")
                .hasMessageContaining("--data-dir");
    }

    @Test
    void shouldBeNobodyElsesToRead() throws IOException {
        var root = directory.resolve("made/for/it");
        try (var made = DataDir.open(root)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.root())))
                    .isEqualTo("rwx------");
        }
        assertThat(Files.getPosixFilePermissions(root.getParent()))
                .as("what is above it")
                .isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(directory.resolve("usual"))));
    }

    @Test
    void shouldLeaveADirectoryAsItsOwnerMadeIt() throws IOException {
        var theirs = PosixFilePermissions.fromString("rwxr-x---");
        var root = Files.createDirectory(directory.resolve("theirs"));
        Files.setPosixFilePermissions(root, theirs);

        DataDir.open(root).close();

        assertThat(Files.getPosixFilePermissions(root)).isEqualTo(theirs);
    }

    @Test
    void shouldForgetAStackWhoseProcessIsGone() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        try (var dataDir = DataDir.open(directory)) {
            running(ProcessHandle.current().pid()).write(dataDir);
            assertThat(RunningStack.read(directory))
                    .contains(running(ProcessHandle.current().pid()));

            running(gone.pid()).write(dataDir);
            assertThat(RunningStack.read(directory)).isEmpty();

            RunningStack.remove(dataDir);
            assertThat(RunningStack.read(directory)).isEmpty();
        }
    }

    @Test
    void shouldRemoveEverything() throws IOException {
        var root = directory.resolve("temporary");
        var dataDir = DataDir.open(root);
        Files.createDirectories(dataDir.of("broker/topic-0"));
        Files.createFile(dataDir.log("broker"));

        dataDir.delete();

        assertThat(root).doesNotExist();
    }

    @Test
    void shouldKeepAPortAndGiveItUpWhenItIsTaken() throws IOException {
        try (var dataDir = DataDir.open(directory)) {
            int port = Ports.of(dataDir).claim("http");
            assertThat(Ports.of(dataDir).claim("http")).isEqualTo(port);
            assertThat(Ports.of(dataDir).claim("broker")).isNotEqualTo(port);

            try (var taken = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
                assertThat(Ports.of(dataDir).claim("http")).isNotEqualTo(taken.getLocalPort());
                assertThatThrownBy(() -> Ports.of(dataDir).take("http", port))
                        .hasMessage("Port " + port
                                + " is in use: choose another with --port, or leave it out for a free one");
            }
        }
    }

    private static RunningStack running(long pid) {
        return new RunningStack("http://127.0.0.1:1", "127.0.0.1:2", "http://127.0.0.1:3", "privacy.", Map.of(), pid);
    }
}
