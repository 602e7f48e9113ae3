package io.lethe.cli.command;

import io.lethe.config.LetheConfig;
import io.lethe.config.Setting;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the audit log is read: from the running stack's cluster, or from one that is named. */
final class AuditSource {
    @ArgGroup(exclusive = false)
    private UpCommand.Existing existing;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting of Lethe, as lethe.topic.prefix or kafka.security.protocol; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Configuration of a client of that deployment. */
    LetheConfig config(Place place) {
        var all = new HashMap<String, String>();
        if (existing == null) {
            var stack = place.running("name the cluster with --bootstrap-servers and --schema-registry");
            all.put(Setting.BOOTSTRAP_SERVERS.key(), stack.bootstrapServers());
            all.put(Setting.SCHEMA_REGISTRY_URL.key(), stack.schemaRegistry());
            all.put(Setting.TOPIC_PREFIX.key(), stack.topicPrefix());
        } else {
            all.put(Setting.BOOTSTRAP_SERVERS.key(), existing.cluster().bootstrapServers());
            all.put(Setting.SCHEMA_REGISTRY_URL.key(), existing.cluster().schemaRegistry());
        }
        all.putAll(settings);
        return LetheConfig.load(all);
    }
}
