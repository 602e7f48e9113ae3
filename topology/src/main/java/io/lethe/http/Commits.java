package io.lethe.http;

import java.util.Map;

/** Tells how far this instance has committed the commands topic. */
@FunctionalInterface
interface Commits {
    /** The offset committed last of each partition whose task runs here: all before it is decided for good. */
    Map<Integer, Long> committed();
}
