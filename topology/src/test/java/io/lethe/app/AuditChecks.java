package io.lethe.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.LetheConfig;
import io.lethe.schemas.AuditEntry;
import io.lethe.testing.TestCluster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What must hold of every audit log. */
final class AuditChecks {
    private AuditChecks() {}

    /** In each partition the sequences are 0, 1, 2 and so on, in this order, without a gap or a repeat. */
    static void assertDense(TestCluster cluster, LetheConfig config) {
        try (var audit = cluster.reader(config.topics().audit(), AuditEntry.class)) {
            Map<Integer, List<Long>> byPartition = audit.values().stream()
                    .collect(Collectors.groupingBy(
                            AuditEntry::getPartition,
                            Collectors.mapping(AuditEntry::getSequence, Collectors.toList())));
            assertThat(byPartition).hasSize(config.deployment().partitions());
            byPartition
                    .values()
                    .forEach(sequences -> assertThat(sequences)
                            .containsExactlyElementsOf(LongStream.range(0, sequences.size())
                                    .boxed()
                                    .toList()));
        }
    }
}
