package io.lethe.http;

/** Who calls. There is no authentication yet: what only listens to this machine takes every caller for these. */
final class Actors {
    /** Who asks for requests. */
    static final String SERVICE = "service:http";
    /** Who does everything else: another than the one above, so that approvals have two. */
    static final String OPERATOR = "operator:http";

    /** Lethe's own edge, reporting what it handed out. */
    static final String EDGE = "lethe:http";

    private Actors() {}
}
