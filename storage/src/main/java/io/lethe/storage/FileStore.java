package io.lethe.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Objects as files under a directory that only its owner may enter. A file is written under another name, forced to disk and moved into its place. */
public final class FileStore implements ExportStore {
    private static final String DRAFTS = ".drafts";
    private static final int BUFFER = 256 * 1024;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final Path drafts;

    /** Objects under this directory, which is made when missing. */
    public FileStore(Path directory) throws IOException {
        root = directory.toAbsolutePath().normalize();
        drafts = root.resolve(DRAFTS);
        Files.createDirectories(drafts, owner(root));
    }

    @Override
    public void put(String key, Content content) throws IOException {
        Path target = path(key);
        Path draft = drafts.resolve(UUID.randomUUID().toString());
        try {
            write(draft, content);
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path draft, Content content) throws IOException {
        EnumSet<StandardOpenOption> anew = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, anew)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    /** A folder may go between being made and being moved into, when its last file is deleted at this moment. */
    private void move(Path draft, Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Files.createDirectories(target.getParent(), owner(root));
            try {
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                force(target.getParent());
                return;
            } catch (NoSuchFileException e) {
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    /** Where the platform lets a folder be opened, its new entry is forced to disk too. */
    private static void force(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Optional<Stored> open(String key) throws IOException {
        try {
            FileChannel channel = FileChannel.open(path(key), StandardOpenOption.READ);
            return Optional.of(new Stored(Channels.newInputStream(channel), channel.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(path(key));
    }

    @Override
    public void delete(String key) throws IOException {
        Path file = path(key);
        Files.deleteIfExists(file);
        for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                // Others stand there still.
                return;
            }
        }
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Path folder = prefix.contains("/") ? root.resolve(prefix.substring(0, prefix.lastIndexOf('/'))) : root;
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new Collector(prefix, entries));
        }
        entries.sort(Comparator.comparing(Entry::key));
        return entries;
    }

    @Override
    public int discardUnfinished(Instant before) throws IOException {
        int discarded = 0;
        try (var files = Files.list(drafts)) {
            for (Path draft : files.toList()) {
                if (Files.getLastModifiedTime(draft).toInstant().isBefore(before)) {
                    discarded += Files.deleteIfExists(draft) ? 1 : 0;
                }
            }
        }
        return discarded;
    }

    @Override
    public void close() {
        // No file stays open.
    }

    private Path path(String key) {
        return root.resolve(ExportStore.checked(key));
    }

    private static FileAttribute<?>[] owner(Path folder) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    /** Files may go while they are listed: they are left out then. */
    private final class Collector extends SimpleFileVisitor<Path> {
        private final String prefix;
        private final List<Entry> entries;

        Collector(String prefix, List<Entry> entries) {
            this.prefix = prefix;
            this.entries = entries;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(drafts) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = root.relativize(file).toString().replace('\\', '/');
            if (key.startsWith(prefix)) {
                entries.add(new Entry(
                        key, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
            if (error instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw error;
        }
    }
}
