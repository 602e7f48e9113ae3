package io.lethe.cli.audit;

import io.lethe.audit.AuditFold;
import java.util.List;

/**
 * What a replay found.
 *
 * @param ok no gap and no difference
 * @param entries entries of the audit log
 * @param requests requests that were compared
 * @param gaps places where a sequence is not dense
 * @param differences fields that differ
 * @param partitions the same for each partition
 */
public record ReplayResult(
        boolean ok, long entries, long requests, int gaps, int differences, List<Partition> partitions) {
    public ReplayResult {
        partitions = List.copyOf(partitions);
    }

    /**
     * One partition.
     *
     * @param partition its number
     * @param entries its entries
     * @param subjects subjects that came up in it
     * @param requests requests that were compared
     * @param notKept requests whose summary is not kept any longer
     * @param gaps places where the sequence is not dense
     * @param differences fields that differ
     */
    public record Partition(
            int partition,
            long entries,
            int subjects,
            int requests,
            int notKept,
            List<AuditFold.Gap> gaps,
            List<Difference> differences) {
        public Partition {
            gaps = List.copyOf(gaps);
            differences = List.copyOf(differences);
        }
    }

    /**
     * One difference.
     *
     * @param requestId the request
     * @param field path in the status document; empty: the whole document
     * @param audit what the audit log folds to, as JSON
     * @param live what Lethe answers, as JSON
     */
    public record Difference(String requestId, String field, String audit, String live) {}

    static ReplayResult of(List<Partition> partitions) {
        int gaps = partitions.stream().mapToInt(p -> p.gaps().size()).sum();
        int differences =
                partitions.stream().mapToInt(p -> p.differences().size()).sum();
        return new ReplayResult(
                gaps == 0 && differences == 0,
                partitions.stream().mapToLong(Partition::entries).sum(),
                partitions.stream().mapToLong(Partition::requests).sum(),
                gaps,
                differences,
                partitions);
    }
}
