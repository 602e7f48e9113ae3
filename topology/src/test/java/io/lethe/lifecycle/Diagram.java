package io.lethe.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The state diagrams in docs/lifecycle.md: two blocks of Mermaid, the erasure's and the export's. */
public final class Diagram {
    private static final Pattern EDGE = Pattern.compile("\\s*(\\S+) --> (\\S+) : .+");
    private static final Pattern BLOCK = Pattern.compile("```mermaid\\nstateDiagram-v2\\n(.*?)```", Pattern.DOTALL);
    private static final List<String> TYPES = List.of("erasure", "export");
    private final Set<String> edges = new TreeSet<>();

    private Diagram() {}

    /** Reads the page; tests run in the module's directory. */
    public static Diagram read() {
        Diagram diagram = new Diagram();
        Matcher blocks = BLOCK.matcher(text(Path.of("..", "docs", "lifecycle.md")));
        for (String type : TYPES) {
            if (!blocks.find()) {
                throw new IllegalStateException("docs/lifecycle.md has no state diagram of an " + type);
            }
            blocks.group(1).lines().forEach(line -> diagram.add(type, line));
        }
        return diagram;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String type, String line) {
        Matcher edge = EDGE.matcher(line);
        if (!edge.matches()) {
            throw new IllegalStateException("not a transition of the form A --> B : why: " + line);
        }
        if (!edge.group(2).equals("[*]")) {
            edges.add(type + " " + edge.group(1) + " --> " + edge.group(2));
        }
    }

    /** As {@code erasure GRACE --> HARD_DELETING}; where requests leave is not among them. */
    public Set<String> edges() {
        return edges;
    }
}
