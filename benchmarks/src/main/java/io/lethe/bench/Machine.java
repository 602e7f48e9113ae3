package io.lethe.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What Linux tells of the machine and its processes. */
final class Machine {
    /** Linux counts processor time in hundredths of a second. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    /** Guest time is part of user time. */
    private static final int COUNTED = 8;

    private Machine() {}

    /** Seconds that all processors were busy since the machine started. */
    static double busySeconds() {
        long[] ticks = ticks();
        long busy = Arrays.stream(ticks).limit(COUNTED).sum() - ticks[IDLE] - ticks[IO_WAIT];
        return busy / TICKS_PER_SECOND;
    }

    private static long[] ticks() {
        String[] words = lines(Path.of("/proc/stat")).get(0).split(" +");
        return Arrays.stream(words).skip(1).mapToLong(Long::parseLong).toArray();
    }

    /** Share of all processors that is busy with something else, watched for a while: 0 to 1. */
    static double load(long millis) throws InterruptedException {
        double before = busySeconds();
        Thread.sleep(millis);
        double busy = busySeconds() - before;
        return busy * 1_000 / millis / Runtime.getRuntime().availableProcessors();
    }

    /** Memory of a process that is in RAM, in MiB. */
    static long residentMiB(long pid) {
        return memory(pid, "VmRSS:");
    }

    /** The most that {@link #residentMiB} has been. */
    static long mostResidentMiB(long pid) {
        return memory(pid, "VmHWM:");
    }

    private static long memory(long pid, String field) {
        return lines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: the benchmarks need Linux", e);
        }
    }
}
