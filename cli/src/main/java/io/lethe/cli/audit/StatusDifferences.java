package io.lethe.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.cli.audit.ReplayResult.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two status documents of one request differ: one folded from the audit log, one live. Pure. */
final class StatusDifferences {
    /**
     * People's words and the hashes of files stand in the audit log as keyed hashes, and the fold has none; the codes that stand in these fields too are compared.
     */
    private static final Set<String> WORDS = Set.of("reason", "lastError", "sha256", "sizeBytes");

    private StatusDifferences() {}

    static List<Difference> between(String requestId, JsonNode folded, JsonNode live) {
        var found = new ArrayList<Difference>();
        compare(requestId, "", folded, live, found);
        return found;
    }

    private static void compare(String requestId, String path, JsonNode folded, JsonNode live, List<Difference> found) {
        if (folded.isObject() && live.isObject()) {
            fields(folded, live).forEach(name -> {
                if (!isWords(name, folded)) {
                    compare(requestId, path + "/" + name, folded.path(name), live.path(name), found);
                }
            });
        } else if (folded.isArray() && live.isArray()) {
            for (int i = 0; i < Math.max(folded.size(), live.size()); i++) {
                compare(requestId, path + "/" + i, folded.path(i), live.path(i), found);
            }
        } else if (!folded.equals(live)) {
            found.add(new Difference(requestId, path, text(folded), text(live)));
        }
    }

    private static boolean isWords(String name, JsonNode folded) {
        return WORDS.contains(name) && !folded.hasNonNull(name);
    }

    private static Set<String> fields(JsonNode folded, JsonNode live) {
        var names = new TreeSet<String>();
        folded.fieldNames().forEachRemaining(names::add);
        live.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String text(JsonNode value) {
        return value instanceof MissingNode ? "absent" : value.toString();
    }
}
