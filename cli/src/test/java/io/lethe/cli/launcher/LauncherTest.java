package io.lethe.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lethe.testing.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a project of its own, with a Java and a Maven that only say what they were asked. */
class LauncherTest {
    private static final List<String> TOOLS =
            List.of("bash", "cat", "cp", "dirname", "find", "grep", "mkdir", "mv", "readlink", "rm", "sed", "touch");

    @TempDir
    private Path directory;

    private Path project;
    private Path bin;

    @BeforeEach
    void setUp() throws IOException {
        project = Files.createDirectories(directory.resolve("a project"));
        bin = Files.createDirectories(directory.resolve("bin"));
        for (var tool : TOOLS) {
            script(tool, "exec " + find(tool) + " \"$@\"");
        }
        Files.copy(Path.of("..", "lethe"), project.resolve("lethe"));
        executable(project.resolve("lethe"));
        Files.createFile(project.resolve("pom.xml"));
        Files.createDirectories(project.resolve("cli/src/main/java"));
    }

    @Test
    void shouldSayThatJavaIsMissing() throws Exception {
        assertThat(run("status")).isEqualTo("1|lethe: Java is missing: install a JDK 17 or newer, or set JAVA_HOME\n");
    }

    @Test
    void shouldSayThatJavaIsTooOld() throws Exception {
        installJava("1.8.0_402");
        assertThat(run("status")).startsWith("1|lethe: Java \"1.8.0_402\" is too old");

        installJava("11.0.22");
        assertThat(run("status")).startsWith("1|lethe: Java \"11.0.22\" is too old");
    }

    @Test
    void shouldSayThatJavaHomeIsWrong() throws Exception {
        installJava("17.0.15");
        assertThat(runIn(project, Path.of("/nowhere"), "status"))
                .startsWith("1|lethe: JAVA_HOME is /nowhere, but /nowhere/bin/java is not there");
    }

    @Test
    void shouldSayThatMavenIsMissing() throws Exception {
        installJava("17.0.15");
        assertThat(run("status"))
                .isEqualTo("1|lethe: Maven is missing and Lethe must be built first: install Maven 3.8 or newer\n");
    }

    @Test
    void shouldBuildOnceAndPassTheArgumentsOn() throws Exception {
        installJava("25-ea");
        installMaven(0);

        var first = run("submit", "two words");
        var second = run("submit", "two words");

        assertThat(first).startsWith("0|lethe: building…\n").endsWith("io.lethe.cli.Main submit [two words]\n");
        assertThat(second).startsWith("0|java ").endsWith("io.lethe.cli.Main submit [two words]\n");
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewer() throws Exception {
        installJava("17.0.15");
        installMaven(0);
        run("status");
        Files.setLastModifiedTime(
                Files.createFile(project.resolve("cli/src/main/java/New.java")),
                FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(run("status")).contains("building…");
    }

    @Test
    void shouldShowTheOutputOfAFailedBuildAndTryAgain() throws Exception {
        installJava("17.0.15");
        installMaven(1);

        assertThat(run("status")).startsWith("1|lethe: building…\nmaven was here\nlethe: the build failed");
        assertThat(run("status")).startsWith("1|lethe: building…\n");
    }

    @Test
    void shouldStopTheBuildWhenItIsStopped() throws Exception {
        installJava("17.0.15");
        script("mvn", "echo $$ > mvn.pid", "exec " + find("sleep") + " 600");
        var launcher = new ProcessBuilder(project.resolve("lethe").toString(), "status");
        launcher.environment().put("PATH", bin.toString());
        launcher.environment().remove("JAVA_HOME");
        var process = launcher.redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        var pidFile = project.resolve("mvn.pid");
        await().until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
        var build = ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()));

        process.destroy();

        assertThat(process.waitFor(Patience.MOST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        await().until(() -> build.isEmpty() || !build.get().isAlive());
    }

    @Test
    void shouldRunFromAnywhereThroughALink() throws Exception {
        installJava("17.0.15");
        installMaven(0);
        var link = Files.createSymbolicLink(directory.resolve("link"), project.resolve("lethe"));

        assertThat(execute(directory, null, link.toString(), "status"))
                .startsWith("0|")
                .contains("-Dio.lethe.home=" + project.toRealPath());
    }

    private String run(String... arguments) throws Exception {
        return runIn(project, null, arguments);
    }

    private String runIn(Path workingDirectory, Path javaHome, String... arguments) throws Exception {
        var command = new String[arguments.length + 1];
        command[0] = project.resolve("lethe").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return execute(workingDirectory, javaHome, command);
    }

    /** Exit code, a bar, and everything that was printed. */
    private String execute(Path workingDirectory, Path javaHome, String... command) throws Exception {
        var builder =
                new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        if (javaHome != null) {
            builder.environment().put("JAVA_HOME", javaHome.toString());
        }
        var output = directory.resolve("output");
        var process = builder.redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        if (!process.waitFor(Patience.MOST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(List.of(command) + " did not end; it said " + Files.readString(output));
        }
        return process.exitValue() + "|" + Files.readString(output);
    }

    private void installJava(String version) throws IOException {
        script(
                "java",
                "if [[ $1 == -version ]]; then echo 'openjdk version \"" + version + "\"' >&2; exit; fi",
                "echo \"java ${*:1:$#-2} ${*:$#-1:1} [${*:$#}]\"");
        script("javac", "exit 0");
    }

    private void installMaven(int exitCode) throws IOException {
        script(
                "mvn",
                "echo maven was here",
                "mkdir -p cli/target/lib",
                "touch cli/target/lethe-cli-1.jar",
                "exit " + exitCode);
    }

    private void script(String name, String... lines) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, "#!" + find("bash") + "\n" + String.join("\n", lines) + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String tool) {
        return List.of("/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is not on this machine"));
    }
}
