package io.lethe.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where values come from, lowest first: defaults, file, environment, system properties, explicit overrides. Values are taken as they stand: nothing in them is expanded, so that Kafka's own config providers keep working. */
final class Sources {
    private static final String LETHE = "lethe.";
    private static final String KAFKA = "kafka.";
    /** Properties of the project's own tests, which are no settings. */
    private static final String TEST = "lethe.test.";
    /** Variables of the launcher and of Kafka's own scripts, which are no settings. */
    private static final Set<String> FOREIGN = Set.of("LETHE_HOME", "LETHE_JAVA_OPTS", "KAFKA_HOME");

    private static final Pattern WRAPPED = Pattern.compile("PropertiesConfigSource\\[source=(?:file:)?(.*)]");

    private final SmallRyeConfig config;

    private Sources(SmallRyeConfig config) {
        this.config = config;
    }

    static Sources of(Map<String, String> overrides, Map<String, String> environment, Map<String, String> system) {
        var env = fromEnvironment(environment);
        var builder = new SmallRyeConfigBuilder();
        var sources = new ArrayList<PropertiesConfigSource>();
        sources.add(new PropertiesConfigSource(env, "environment", 300));
        sources.add(new PropertiesConfigSource(ours(system), "system properties", 400));
        sources.add(new PropertiesConfigSource(ours(overrides), "command line", 500));
        configFile(List.of(overrides, system, env)).ifPresent(path -> sources.add(readFile(path)));
        builder.withSources(List.copyOf(sources));
        var read = new Sources(builder.build());
        read.refuseUnknown();
        return read;
    }

    /** The value of a setting, default included; empty when there is none or it is blank. */
    Optional<String> value(Setting setting) {
        return Optional.ofNullable(config.getConfigValue(setting.key()).getValue())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(setting::defaultValue);
    }

    /** Which source a value came from, for messages. */
    String origin(Setting setting) {
        return origin(setting.key());
    }

    /** Everything under {@code kafka.}, prefix removed. */
    Map<String, String> kafka() {
        var found = new TreeMap<String, String>();
        for (var name : config.getPropertyNames()) {
            if (name.startsWith(KAFKA)) {
                found.put(
                        name.substring(KAFKA.length()),
                        config.getConfigValue(name).getValue());
            }
        }
        return found;
    }

    private void refuseUnknown() {
        for (var name : config.getPropertyNames()) {
            if (name.startsWith(LETHE)
                    && !name.startsWith(TEST)
                    && Setting.ofKey(name).isEmpty()) {
                throw unknown(name, origin(name));
            }
        }
    }

    private String origin(String name) {
        var value = config.getConfigValue(name);
        if (value.getConfigSourceName() == null) {
            return "default";
        }
        var source = WRAPPED.matcher(value.getConfigSourceName()).replaceFirst("$1");
        return value.getLineNumber() < 0 ? source : source + ", line " + value.getLineNumber();
    }

    private static ConfigException unknown(String name, String source) {
        var close = CloseMatches.of(name);
        var hint = close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?";
        return new ConfigException(name + " (" + source + "): unknown key" + hint);
    }

    private static Map<String, String> ours(Map<String, String> all) {
        var kept = new HashMap<>(all);
        kept.keySet().removeIf(name -> !name.startsWith(LETHE) && !name.startsWith(KAFKA));
        return kept;
    }

    private static Map<String, String> fromEnvironment(Map<String, String> environment) {
        var found = new HashMap<String, String>();
        environment.forEach((name, value) -> keyOf(name).ifPresent(key -> found.put(key, value)));
        return found;
    }

    /** A variable of Lethe that is no setting keeps a key that is refused by name later. */
    private static Optional<String> keyOf(String variable) {
        if (FOREIGN.contains(variable) || variable.endsWith("_OPTS")) {
            return Optional.empty();
        }
        if (variable.startsWith("LETHE_")) {
            return Optional.of(Setting.ofEnvironment(variable).map(Setting::key).orElse(dotted(variable)));
        }
        return variable.startsWith("KAFKA_") ? Optional.of(dotted(variable)) : Optional.empty();
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static Optional<Path> configFile(List<Map<String, String>> highestFirst) {
        return highestFirst.stream()
                .map(source -> source.get(Setting.CONFIG_FILE.key()))
                .filter(path -> path != null && !path.isBlank())
                .findFirst()
                .map(path -> Path.of(path.strip()));
    }

    private static PropertiesConfigSource readFile(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw ConfigException.badValue(Setting.CONFIG_FILE, path, Setting.CONFIG_FILE.expected());
            }
            return new PropertiesConfigSource(path.toUri().toURL(), 200);
        } catch (IOException e) {
            throw new ConfigException(Setting.CONFIG_FILE.key() + " = " + path + ": cannot be read: " + e.getMessage());
        }
    }
}
