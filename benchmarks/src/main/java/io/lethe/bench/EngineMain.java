package io.lethe.bench;

import io.lethe.app.Lethe;
import io.lethe.config.LetheConfig;
import java.io.IOException;
import java.util.Map;

/** Lethe in a process of its own, as in production; it ends when its standard input does, so that it never outlives what it was measured by. */
public final class EngineMain {
    static final String READY = "ready ";

    private EngineMain() {}

    /** Takes no arguments: settings come as system properties. */
    public static void main(String[] args) throws IOException {
        Lethe lethe = Lethe.start(LetheConfig.load(Map.of()));
        System.out.println(READY + lethe.httpUrl());
        while (System.in.read() >= 0) {
            // Nothing is ever said; only the end counts.
        }
        lethe.close();
        System.exit(0);
    }
}
