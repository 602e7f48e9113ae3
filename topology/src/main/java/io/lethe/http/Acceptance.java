package io.lethe.http;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms that callers want an answer in (RFC 9110, 12.5.1). Asked before a call does anything: what is done cannot be taken back for the lack of a form. */
final class Acceptance {
    private static final Pattern REFUSED = Pattern.compile("q\\s*=\\s*0(\\.0*)?");

    private Acceptance() {}

    /** Refuses a call whose answer the caller could not use; nothing said means that any form will do. */
    static void require(Context ctx, List<String> produced) {
        if (!accepts(ctx.header("Accept"), produced)) {
            throw new ProblemException(
                            ProblemCode.NOT_ACCEPTABLE, "the answer comes as " + String.join(" or ", produced))
                    .in("Accept");
        }
    }

    private static boolean accepts(String header, List<String> produced) {
        List<String[]> ranges = Stream.ofNullable(header)
                .flatMap(ranged -> Stream.of(ranged.split(",")))
                .filter(range -> !range.isBlank())
                .map(range -> range.toLowerCase(Locale.ROOT).split(";"))
                .toList();
        return ranges.isEmpty()
                || ranges.stream()
                        .anyMatch(range ->
                                isWanted(range) && produced.stream().anyMatch(type -> matches(range[0].strip(), type)));
    }

    private static boolean isWanted(String[] range) {
        return Arrays.stream(range)
                .skip(1)
                .noneMatch(parameter -> REFUSED.matcher(parameter.strip()).matches());
    }

    private static boolean matches(String range, String type) {
        String family = type.substring(0, type.indexOf('/'));
        return range.equals("*/*") || range.equals(family + "/*") || range.equals(type);
    }
}
