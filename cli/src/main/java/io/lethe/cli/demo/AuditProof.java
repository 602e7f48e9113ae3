package io.lethe.cli.demo;

import io.lethe.cli.audit.AuditLog;
import io.lethe.cli.audit.Replay;

/** The audit log is folded from its first entry, and gives what Lethe says of every request. */
final class AuditProof implements Step {
    @Override
    public String title() {
        return "Proof";
    }

    @Override
    public int erases(Story story) {
        return 0;
    }

    @Override
    public String run(Story story) {
        var config = story.cast.config();
        try (var log = AuditLog.open(config)) {
            var replay = new Replay(log, story.cast.lethe(), config.retention().summary()).run();
            story.check(replay.gaps() == 0, "the audit log has " + replay.gaps() + " gaps");
            replay.partitions().stream()
                    .flatMap(partition -> partition.differences().stream())
                    .findFirst()
                    .ifPresent(difference -> story.check(
                            false,
                            "the audit log and Lethe differ in " + replay.differences() + " places, first "
                                    + difference));
            return "the audit log, %d entries without a subject id, folds to what Lethe says of all %d requests"
                    .formatted(replay.entries(), replay.requests());
        }
    }
}
