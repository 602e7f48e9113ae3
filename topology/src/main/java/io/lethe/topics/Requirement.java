package io.lethe.topics;

/**
 * One setting of a topic.
 *
 * @param name as Kafka names it
 * @param value what a topic is created with
 * @param rule what an existing topic must have
 */
record Requirement(String name, String value, Rule rule) {
    /** How an existing topic's value is judged. */
    enum Rule {
        /** Another value loses data or order: refused. */
        EXACT,
        /** A lower value loses data: refused; a higher one keeps more than was promised: a warning. */
        AT_LEAST,
        /** Another value is worth a warning. */
        ADVISED
    }

    /** What is wrong with a value that was found; NONE where it fits. */
    Severity judge(String found) {
        if (value.equals(found)) {
            return Severity.NONE;
        }
        return switch (rule) {
            case EXACT -> Severity.FATAL;
            case AT_LEAST -> amount(found) < amount(value) ? Severity.FATAL : Severity.WARNING;
            case ADVISED -> Severity.WARNING;
        };
    }

    /** −1 stands for no limit in every setting that is judged so. */
    private static long amount(String text) {
        try {
            var amount = Long.parseLong(text);
            return amount < 0 ? Long.MAX_VALUE : amount;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
