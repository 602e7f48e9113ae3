package io.lethe.lifecycle;

import java.util.regex.Pattern;

/** Names that services give to their runs of an export, so that fragments of two runs are never taken for one. */
public final class ExportRuns {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,36}");

    private ExportRuns() {}

    /** Whether a text may name a run: it becomes part of an object's key. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
