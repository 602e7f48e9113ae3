package io.lethe.cli.audit;

import io.lethe.audit.AuditFold;
import io.lethe.cli.client.LetheClient;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds the audit log from its beginning, partition by partition, and compares each request with what Lethe says of it now. What moves meanwhile is read again, until both agree or
 * nothing moves any more.
 */
public final class Replay {
    private final AuditLog log;
    private final LetheClient lethe;
    private final Period summaryRetention;

    /**
     * A replay that has not begun.
     *
     * @param summaryRetention how long the server keeps the summary of a request: what ended before is not compared
     */
    public Replay(AuditLog log, LetheClient lethe, Period summaryRetention) {
        this.log = log;
        this.lethe = lethe;
        this.summaryRetention = summaryRetention;
    }

    /** Reads everything once; as long as the log is. */
    public ReplayResult run() {
        var partitions = new ArrayList<ReplayResult.Partition>();
        for (int partition : log.partitions()) {
            partitions.add(replay(partition));
        }
        return ReplayResult.of(partitions);
    }

    private ReplayResult.Partition replay(int partition) {
        log.seekToBeginning(List.of(partition));
        var fold = new AuditFold(partition);
        log.readToEnd().forEach(fold::add);
        var requests = new PartitionRequests(fold, log, lethe, summaryRetention);
        requests.compare();
        return new ReplayResult.Partition(
                partition,
                fold.entries(),
                fold.subjects().size(),
                requests.compared(),
                requests.notKept(),
                fold.gaps(),
                requests.differences());
    }
}
