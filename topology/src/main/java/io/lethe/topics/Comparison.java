package io.lethe.topics;

import io.lethe.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;

/** How one topic differs from what it must be. */
final class Comparison {
    private final TopicSpec spec;
    private final List<Finding> findings = new ArrayList<>();

    private Comparison(TopicSpec spec) {
        this.spec = spec;
    }

    static List<Finding> of(TopicSpec spec, TopicDescription topic, Config settings) {
        var comparison = new Comparison(spec);
        comparison.comparePartitions(topic.partitions().size());
        comparison.compareCopies(topic.partitions().get(0).replicas().size());
        spec.requirements().forEach(requirement -> comparison.compareSetting(requirement, settings));
        return comparison.findings;
    }

    private void comparePartitions(int found) {
        if (found == spec.partitions() || spec.partitionRule() == Requirement.Rule.ADVISED) {
            return;
        }
        var mend = spec.partitions() == 1
                ? "the order of its records needs exactly one: delete %s if nothing was ever written to it"
                        .formatted(spec.name())
                : "a number of partitions is for ever: set %s to what the deployment began with; commands, acks and audit must agree"
                        .formatted(Setting.PARTITIONS.key());
        add(Severity.FATAL, "partitions", found, spec.partitions(), mend);
    }

    private void compareCopies(int found) {
        if (found < spec.replicationFactor()) {
            var mend = "kafka-reassign-partitions.sh, or lower " + Setting.REPLICATION_FACTOR.key();
            add(Severity.WARNING, "replication factor", found, spec.replicationFactor(), mend);
        }
    }

    private void compareSetting(Requirement requirement, Config settings) {
        var entry = settings.get(requirement.name());
        var found = entry == null ? "" : Objects.requireNonNullElse(entry.value(), "");
        var severity = requirement.judge(found);
        if (severity != Severity.NONE) {
            findings.add(Finding.ofSetting(severity, spec.name(), requirement, found));
        }
    }

    private void add(Severity severity, String setting, int found, int expected, String mend) {
        findings.add(
                new Finding(severity, spec.name(), setting, String.valueOf(found), String.valueOf(expected), mend));
    }
}
