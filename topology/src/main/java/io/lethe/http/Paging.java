package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.http.Answers.Page;
import io.lethe.query.RequestScan.Position;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code cursor} and {@code limit} of lists. A cursor means something only to the list that gave it out. */
final class Paging {
    static final Set<String> PARAMETERS = Set.of("cursor", "limit");
    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern POSITION = Pattern.compile("(\\d{1,4}):([0-9a-f-]{36}|)");

    private Paging() {}

    static int limit(Query query) {
        String text = query.text("limit");
        if (text == null) {
            return USUAL;
        }
        Fields.require(
                NUMBER.matcher(text).matches() && Integer.parseInt(text) > 0,
                "limit",
                "must be a number above zero; more than " + MOST + " is taken for " + MOST);
        return Math.min(Integer.parseInt(text), MOST);
    }

    /** The page of a list that starts where the cursor says. */
    static <T> Page<T> page(Query query, List<T> all) {
        int from = Math.min(offset(query), all.size());
        int to = Math.min(from + limit(query), all.size());
        return new Page<>(all.subList(from, to), to < all.size() ? encoded(Integer.toString(to)) : null);
    }

    private static int offset(Query query) {
        String text = decoded(query);
        Fields.require(text == null || NUMBER.matcher(text).matches(), "cursor", "is none of this list");
        return text == null ? 0 : Integer.parseInt(text);
    }

    static Position position(Query query) {
        String text = decoded(query);
        if (text == null) {
            return Position.START;
        }
        Matcher parts = POSITION.matcher(text);
        Fields.require(parts.matches(), "cursor", "is none of this list");
        return new Position(Integer.parseInt(parts.group(1)), parts.group(2));
    }

    static String cursor(Position position) {
        return encoded(position.partition() + ":" + position.after());
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decoded(Query query) {
        String cursor = query.text("cursor");
        try {
            return cursor == null ? null : new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("cursor", "cursor is none of this list");
        }
    }
}
