package io.lethe.packager;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of files inside one archive, made of names that services chose: they stay inside it, are different on every system, and are names on every system. */
final class FileNames {
    private static final int LONGEST = 80;
    private static final String RESERVED = "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?";
    private static final Map<String, String> EXTENSIONS = Map.of(
            "text/plain", "txt",
            "text/html", "html",
            "application/pdf", "pdf",
            "application/zip", "zip",
            "application/xml", "xml",
            "image/png", "png",
            "image/jpeg", "jpg",
            "message/rfc822", "eml");

    private final Set<String> taken = new HashSet<>(Set.of("manifest.json"));

    /** {@code service/name.extension}; a name that is taken gets a number. */
    String of(String service, String name, String extension) {
        String base = clean(service) + '/' + clean(withoutExtension(name, extension));
        String full = base + '.' + extension;
        for (int number = 2; !taken.add(full.toLowerCase(Locale.ROOT)); number++) {
            full = base + '-' + number + '.' + extension;
        }
        return full;
    }

    /** The ending of a file that is handed on as it is: its own, or one for its media type. */
    static String extension(String name, String mediaType) {
        int dot = name.lastIndexOf('.');
        String own = dot < 0 ? "" : name.substring(dot + 1);
        if (own.matches("[A-Za-z0-9]{1,5}")) {
            return own;
        }
        return EXTENSIONS.getOrDefault(mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT), "bin");
    }

    private static String withoutExtension(String name, String extension) {
        boolean has = name.length() > extension.length() + 1 && name.endsWith('.' + extension);
        return has ? name.substring(0, name.length() - extension.length() - 1) : name;
    }

    private static String clean(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9._-]+", "_")
                .replaceAll("^[._-]+", "")
                .replaceAll("\\.+", ".");
        String cut = safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
        String ended = cut.replaceAll("[.]+$", "");
        return ended.isEmpty() || ended.matches(RESERVED) ? "data_" + ended : ended;
    }
}
