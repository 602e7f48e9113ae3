package io.lethe.http;

import java.util.SortedMap;

/** Tells how an instance does. */
public interface Readiness {
    /** Whether it works or may work again without being restarted. */
    boolean isAlive();

    /** What keeps it from serving, by part; empty: it serves. For people, without ids. */
    SortedMap<String, String> obstacles();
}
