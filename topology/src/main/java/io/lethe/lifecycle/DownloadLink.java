package io.lethe.lifecycle;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A download link as the reports of its use name it.
 *
 * @param id hexadecimal digits, an even number of them
 * @param uses how often it may be used
 * @param endsAt until when it is valid
 */
public record DownloadLink(String id, int uses, Instant endsAt) {
    private static final Pattern CODE = Pattern.compile("((?:[0-9a-f]{2}){1,16})/([0-9]{1,9})/([0-9]{1,18})");

    /** The link in one text. */
    public String code() {
        return id + '/' + uses + '/' + endsAt.toEpochMilli();
    }

    /** The link that a text from {@link #code} stands for; empty for any other and for null. */
    static Optional<DownloadLink> of(String code) {
        Matcher parts = CODE.matcher(code == null ? "" : code);
        return parts.matches()
                ? Optional.of(new DownloadLink(
                        parts.group(1),
                        Integer.parseInt(parts.group(2)),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(3)))))
                : Optional.empty();
    }
}
