package io.lethe.participant;

import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ServiceTask;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One EXPORT task being answered: data sets are written, piece by piece and encrypted to the export's key, and then it is
 * {@link #done}. Used by the handler's thread alone.
 */
public final class Export {
    /** Largest piece, in bytes before encryption: far below what a broker takes by default. */
    public static final int MAX_FRAGMENT = 256 * 1024;
    /** Media type of data sets that consist of rows. */
    public static final String JSON = "application/json";

    /** Longest name and media type of a data set, in characters: Lethe's packager sets what is longer aside. */
    private static final int MAX_NAME = 200;

    private final Task task;
    private final ServiceTask contract;
    private final FragmentSink sink;
    private final Map<String, DataSet> dataSets = new LinkedHashMap<>();
    private long sequence;

    private Export(Task task, ServiceTask contract, FragmentSink sink) {
        this.task = task;
        this.contract = contract;
        this.sink = sink;
    }

    static Export of(Received received, FragmentSink sink) {
        return new Export(received.task(), received.contract(), sink);
    }

    /** An export without Lethe, to try a handler: its pieces go to the sink in plain. */
    public static Export trial(String subjectId, ExportFormat format, FragmentSink sink) {
        ServiceTask contract = ServiceTask.newBuilder()
                .setTaskId(UUID.nameUUIDFromBytes(new byte[] {1}).toString())
                .setRequestId(UUID.nameUUIDFromBytes(new byte[] {2}).toString())
                .setAction(Action.EXPORT)
                .setRound(1)
                .setAttempt(1)
                .setIdentities(List.of())
                .setToken("")
                .setFormat(format)
                .setDueBy(Instant.EPOCH)
                .setIssuedAt(Instant.EPOCH)
                .setParts(List.of())
                .build();
        return of(new Received(TaskReader.task(subjectId, contract), contract), sink);
    }

    /** What is to be exported and whose. */
    public Task task() {
        return task;
    }

    /** What the subject asked for. Data sets of rows are converted by Lethe: nobody has to look at this. */
    public ExportFormat format() {
        return contract.getFormat();
    }

    /** The whole record, for what a task carries besides. */
    public ServiceTask contract() {
        return contract;
    }

    /**
     * A data set, one file of the export. The same name gives the same data set.
     *
     * @param name for example {@code orders}; 1 to 200 characters, without personal data
     * @param mediaType {@link #JSON} for rows, which come in the format that was asked for; {@code text/csv} with a header
     *     line likewise; anything else is handed on as it is; 1 to 200 characters
     * @throws IllegalArgumentException for a name or a media type that is blank or longer
     */
    public DataSet dataSet(String name, String mediaType) {
        checked("name", name, "the table's");
        checked("media type", mediaType, JSON);
        return dataSets.computeIfAbsent(name, n -> new DataSet(this, n, mediaType));
    }

    private static void checked(String what, String text, String example) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("a data set needs a " + what + ", for example " + example);
        }
        if (text.length() > MAX_NAME) {
            throw new IllegalArgumentException("the " + what + " of a data set has " + text.length()
                    + " characters, expected at most " + MAX_NAME);
        }
    }

    /** The answer for what was written: NOT_FOUND if that is nothing. */
    public Ack done() {
        dataSets.values().forEach(DataSet::flush);
        long items = dataSets.values().stream().mapToLong(DataSet::items).sum();
        return sequence == 0 ? Ack.notFound() : Ack.done(items).withFragments(sequence);
    }

    void emit(String dataSet, String mediaType, byte[] data) {
        sink.take(sequence++, dataSet, mediaType, data);
    }

    @Override
    public String toString() {
        return "Export[" + task + "]";
    }
}
