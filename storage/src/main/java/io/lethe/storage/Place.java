package io.lethe.storage;

/**
 * Where the objects of one export stand.
 *
 * @param folder keyed hash of the subject: all files of one subject stand together and none says whose they are
 * @param requestId the export
 */
public record Place(String folder, String requestId) {
    /** What keys of finished files begin with. */
    public static final String FILES = "files/";
    /** What keys of staged fragments begin with. */
    public static final String STAGING = "staging/";
    /** What keys of marks begin with that say: nothing is to be kept of this export. */
    public static final String GONE = "gone/";

    private static final String SEALED = "sealed";
    private static final String UNNAMED = "unnamed";
    private static final String NAMED = "run-";

    /** What keys of a subject's finished files begin with. */
    public static String filesOf(String folder) {
        return FILES + folder + '/';
    }

    /** What keys of all that is staged for a subject begin with. */
    public static String stagingOf(String folder) {
        return STAGING + folder + '/';
    }

    /** The finished file. */
    public String file() {
        return filesOf(folder) + requestId;
    }

    /** What the keys of everything staged for it begin with. */
    public String staging() {
        return stagingOf(folder) + requestId + '/';
    }

    /** What the keys of one task's fragments begin with. */
    public String task(String taskId) {
        return staging() + taskId + '/';
    }

    /**
     * What the keys of one run's fragments begin with.
     *
     * @param run its name; null: all fragments that name no run
     */
    public String run(String taskId, String run) {
        return task(taskId) + (run == null ? UNNAMED : NAMED + run) + '/';
    }

    /**
     * One staged fragment; keys sort as sequences do, and what came twice as it came.
     *
     * @param offset where it stands on its topic: another arrival under the same sequence has a place of its own
     */
    public String fragment(String taskId, String run, long sequence, long offset) {
        return run(taskId, run) + "%012d.%019d".formatted(sequence, offset);
    }

    /** Says that a task's fragments are complete and being packed: later ones are too late. */
    public String sealed(String taskId) {
        return task(taskId) + SEALED;
    }

    /** Says that the export was deleted: what comes later is not kept. */
    public String gone() {
        return GONE + folder + '/' + requestId;
    }

    /** The export that a key under {@link #FILES}, {@link #STAGING} or {@link #GONE} belongs to. */
    public static Place of(String key) {
        String[] parts = key.split("/", -1);
        return new Place(parts[1], parts[2]);
    }
}
