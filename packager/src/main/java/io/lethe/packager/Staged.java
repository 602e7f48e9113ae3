package io.lethe.packager;

/**
 * A staged fragment, without its bytes.
 *
 * @param key where its object stands
 * @param sequence its place within its run
 * @param offset its place on the topic: what came later has a higher one
 */
record Staged(String key, long sequence, long offset) {
    /** Reads the end of a key, {@code sequence.offset}. */
    static Staged of(String key) {
        String name = key.substring(key.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return new Staged(key, Long.parseLong(name.substring(0, dot)), Long.parseLong(name.substring(dot + 1)));
    }
}
