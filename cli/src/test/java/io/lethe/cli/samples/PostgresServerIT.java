package io.lethe.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.lethe.bench.PostgresStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    private Path directory;

    @Test
    void shouldWriteThroughToTheDisk() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory)) {
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
        }
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void shouldStartOnADirectoryWhoseServerWasLeftRunning() throws Exception {
        PostgresServer left = PostgresServer.start(directory);
        assertThat(ask(left, "CREATE TABLE kept (n int); SELECT 1")).isNull();
        Files.deleteIfExists(directory.resolve("data/epg-lock"));
        long pid = Postmaster.pid(pidFile()).orElseThrow();
        try (PostgresServer next = PostgresServer.start(directory)) {
            assertThat(Postmaster.pid(pidFile()))
                    .hasValueSatisfying(now -> assertThat(now).isNotEqualTo(pid));
            assertThat(ask(next, "SELECT count(*) FROM kept")).isEqualTo("0");
        }
    }

    @Test
    void shouldStartOnAnotherPortWhereSomebodyTookTheFirst() throws Exception {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            PostgresStart.Settings settings = (builder, attempt) -> {
                if (attempt == 1) {
                    builder.setPort(taken.getLocalPort()).setPGStartupWait(Duration.ofSeconds(1));
                }
            };
            try (PostgresServer server = PostgresServer.start(directory, settings)) {
                assertThat(ask(server, "SHOW port")).isNotEqualTo(String.valueOf(taken.getLocalPort()));
                assertThat(directory.resolve("server-1.log")).content().contains("could not bind");
            }
        }
    }

    @Test
    void shouldShowTheServersLogWhereItDoesNotStart() {
        assertThatThrownBy(() -> PostgresServer.start(
                        directory,
                        (builder, attempt) -> builder.setServerConfig("max_connections", "none")
                                .setPGStartupWait(Duration.ofSeconds(1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start in 3 attempts")
                .hasMessageContaining("server-3.log")
                .hasMessageContaining("invalid value for parameter \"max_connections\"");
    }

    @Test
    void shouldIgnoreAPidFileThatNamesAnotherProcess() throws IOException {
        Files.createDirectories(pidFile().getParent());
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");
        Postmaster.awaitEnd(pidFile());
        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void shouldStopTheServerWhenTheProcessThatStartedItIsGone() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory)) {
            Process watchdog =
                    Postmaster.endWithThisProcess(Postmaster.pid(pidFile()).orElseThrow());
            assertThat(ask(server, "SELECT 1")).isEqualTo("1");
            watchdog.getOutputStream().close(); // what the operating system does when a process is killed
            await().until(() -> !Files.exists(pidFile()));
        }
    }

    private Path pidFile() {
        return directory.resolve("data/postmaster.pid");
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (HikariDataSource pool = server.database("test");
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            ResultSet result = statement.getResultSet();
            result.next();
            return result.getString(1);
        }
    }
}
