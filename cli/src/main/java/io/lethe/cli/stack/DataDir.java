package io.lethe.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

/** The directory in which one stack keeps everything, locked for as long as the stack runs. */
public final class DataDir implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private DataDir(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the directory where it is absent, for its owner alone, and takes its lock.
     *
     * @throws StackException when it cannot be written to, or another stack runs in it
     */
    public static DataDir open(Path directory) {
        var root = directory.toAbsolutePath().normalize();
        try {
            make(root);
            Files.createDirectories(root.resolve("logs"));
            return new DataDir(root, lock(root));
        } catch (IOException e) {
            throw new StackException(
                    "The data directory " + root + " cannot be used (" + reason(e)
                            + "): make it writable or choose another with --data-dir",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    /** Subdirectory or file of one part of the stack; not created here. */
    public Path of(String name) {
        return root.resolve(name);
    }

    /** Log file of one part of the stack. */
    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** Gives up the lock; the files stay. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The lock of " + root + " could not be released", e);
        }
    }

    /** Closes it and removes everything in it. */
    public void delete() {
        close();
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StackException(
                    "The temporary data directory " + root + " could not be removed: remove it by hand", e);
        }
    }

    /** Topics and stores hold subjects' ids, and the keys stand here. One that is there is its owner's to share. */
    private static void make(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            return;
        }
        if (!Files.isDirectory(root.getParent())) {
            Files.createDirectories(root.getParent());
        }
        Files.createDirectories(root, ownersOnly(root));
    }

    private static FileAttribute<?>[] ownersOnly(Path path) {
        var hasPermissions = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return hasPermissions
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw inUse(root);
        }
        return channel;
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // The other holder is in this JVM: to the caller the same as any other.
            return null;
        }
    }

    private static StackException inUse(Path root) {
        var other = RunningStack.read(root)
                .map(stack -> " (process " + stack.pid() + ", " + stack.http() + ")")
                .orElse("");
        return new StackException(
                "Another stack runs in " + root + other + ": stop it or choose another directory with --data-dir");
    }

    private static String reason(IOException e) {
        var parts = List.of(e.getClass().getSimpleName().replace("Exception", ""), String.valueOf(e.getMessage()));
        return String.join(": ", parts);
    }
}
