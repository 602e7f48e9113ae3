package io.lethe.notifier;

import io.lethe.config.ConfigException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a mail: a line {@code Subject: …}, an empty line, then the body. {@code {name}} stands for a value; a line that names a value which there is
 * not is left out. Values are put in once, as they are: what looks like a name inside of one stays.
 *
 * @param subject the subject
 * @param body the body
 */
record Template(String subject, String body) {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String SUBJECT = "Subject: ";

    /** A mail's words. */
    record Text(String subject, String body) {}

    /**
     * Reads a template.
     *
     * @param source where it stands, for the message
     * @param names values that it may name
     * @throws ConfigException if it has no subject, no body, or names another value
     */
    static Template parse(String source, String text, Iterable<String> names) {
        String[] parts = text.replace("\r\n", "\n").split("\n\n", 2);
        if (parts.length < 2 || !parts[0].startsWith(SUBJECT) || parts[0].contains("\n") || parts[1].isBlank()) {
            throw new ConfigException(
                    source + ": expected a first line \"" + SUBJECT + "…\", an empty line and a text");
        }
        Matcher named = NAME.matcher(text);
        while (named.find()) {
            checkName(source, named.group(1), names);
        }
        return new Template(parts[0].substring(SUBJECT.length()).strip(), parts[1].strip() + "\n");
    }

    private static void checkName(String source, String name, Iterable<String> names) {
        for (String known : names) {
            if (known.equals(name)) {
                return;
            }
        }
        throw new ConfigException(source + ": {" + name + "} is no value: expected one of " + names);
    }

    /** The mail with these values. */
    Text with(Map<String, String> values) {
        String filled = body.lines()
                .filter(line -> isComplete(line, values))
                .map(line -> fill(line, values))
                .collect(Collectors.joining("\n", "", "\n"));
        return new Text(fill(subject, values), filled);
    }

    private static boolean isComplete(String line, Map<String, String> values) {
        return NAME.matcher(line).results().allMatch(r -> values.containsKey(r.group(1)));
    }

    private static String fill(String line, Map<String, String> values) {
        return NAME.matcher(line).replaceAll(r -> Matcher.quoteReplacement(values.getOrDefault(r.group(1), "")));
    }
}
