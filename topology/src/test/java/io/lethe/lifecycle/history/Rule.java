package io.lethe.lifecycle.history;

/** The properties that every history must have. R1 to R16 are the rules of docs/lifecycle.md under their numbers. */
enum Rule {
    R1("no hard delete before grace and exports are over"),
    R2("completed means that every service of the set has ended"),
    R3("before the hard delete a cancel restores all, after it nothing is cancelled"),
    R4("one completion, and nothing after it"),
    R5("an answer that fits no task changes nothing"),
    R6("a hold stops hard deletes and nothing else"),
    R7("the law's calendar: deadline, one extension, warnings, grace bends"),
    R8("again after timeout × 2^(n−1), up to max attempts, then weekly"),
    R9("the same request twice is one request, another under its id is refused"),
    R10("tombstones follow an erased answer and are the last word"),
    R11("forgotten only when nothing is open, ready or held"),
    R12("same inputs, same state; the log folds to the state"),
    R13("one erasure runs; covered ones ride on it, others wait"),
    R14("clean means that VERIFY found nothing, three rounds at most"),
    R15("no export of what is being erased"),
    R16("a rejection is the controller's, with a reason"),
    DOWNLOADS("a file is handed out as often as its link allows, while it is there"),
    EXPIRING("the end of a file is announced once, in its time"),
    AFTER("services are erased in their order"),
    REFUSED("a refused command changes nothing"),
    BOUNDS("no subject has more open requests than allowed"),
    AWAKE("what waits for time is woken, and only then"),
    ENDS("once services answer and people decide, everything ends and is forgotten"),
    MODEL("engine and naive model agree"),
    NO_EXCEPTION("no exception");

    private final String title;

    Rule(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return name() + " (" + title + ")";
    }
}
