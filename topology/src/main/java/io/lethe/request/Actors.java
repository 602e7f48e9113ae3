package io.lethe.request;

import io.lethe.store.PseudonymKey;
import java.util.regex.Pattern;

/** Who caused something, fit for a log without personal data: what callers write into {@code issuedBy} could be anything. */
final class Actors {
    /** The punctuator. */
    static final String TIMER = "lethe:timer";
    /** The service activator. */
    static final String ACTIVATOR = "lethe:activator";

    private static final String SUBJECT = "subject";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern WITH_ROLE =
            Pattern.compile("(service|operator|admin|auditor|lethe):[A-Za-z0-9._-]{1,64}");

    private Actors() {}

    static String of(String issuedBy, String subjectId, PseudonymKey key) {
        if (issuedBy.equals(SUBJECT) || issuedBy.equals("subject:" + subjectId)) {
            return SUBJECT;
        }
        boolean telling = issuedBy.contains(subjectId);
        if (!telling && WITH_ROLE.matcher(issuedBy).matches()) {
            return issuedBy;
        }
        if (!telling && PLAIN.matcher(issuedBy).matches()) {
            return "service:" + issuedBy;
        }
        return "service:#" + key.hash("actor", issuedBy);
    }

    static String ofService(String service) {
        return PLAIN.matcher(service).matches() ? "service:" + service : "service:#";
    }
}
