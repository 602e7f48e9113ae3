package io.lethe.cli.stack;

import io.lethe.config.LetheConfig;
import io.lethe.config.Setting;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lethe's configuration in a stack: its addresses and places, and what the user said over all else. */
final class Settings {
    /** What the stack decides and the user chooses by an option of the command. */
    private static final Map<String, String> BY_OPTION = Map.of(
            Setting.BOOTSTRAP_SERVERS.key(), "--bootstrap-servers",
            Setting.SCHEMA_REGISTRY_URL.key(), "--schema-registry",
            Setting.HTTP_PORT.key(), "--port");

    private Settings() {}

    static LetheConfig of(StackOptions options, DataDir dataDir, Cluster cluster, int port) {
        refuse(options.settings().keySet());
        var all = new HashMap<String, String>();
        all.put(Setting.BOOTSTRAP_SERVERS.key(), cluster.bootstrapServers());
        all.put(Setting.SCHEMA_REGISTRY_URL.key(), cluster.schemaRegistry());
        all.put(Setting.HTTP_PORT.key(), Integer.toString(port));
        all.put(Setting.KEYSET_CREATE.key(), "true");
        places(all, dataDir, options.cluster().isPresent());
        all.putAll(options.settings());
        return LetheConfig.load(all);
    }

    /** What Lethe knows of one cluster must not meet another one. */
    private static void places(Map<String, String> all, DataDir dataDir, boolean existingCluster) {
        var place = existingCluster ? dataDir.of("cluster") : dataDir.root();
        all.put(Setting.STATE_DIR.key(), place.resolve("state").toString());
        all.put(Setting.EXPORT_STORE.key(), place.resolve("exports").toString());
        all.put(Setting.KEYSET_FILE.key(), place.resolve("keys").toString());
        if (!existingCluster) {
            all.put(Setting.REPLICATION_FACTOR.key(), "1");
        }
    }

    private static void refuse(Set<String> keys) {
        BY_OPTION.forEach((key, option) -> {
            if (keys.contains(key)) {
                throw new StackException("-D " + key + ": use " + option + " instead");
            }
        });
    }
}
