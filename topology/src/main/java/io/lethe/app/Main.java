package io.lethe.app;

import io.lethe.config.ConfigException;
import io.lethe.config.LetheConfig;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one instance until it is stopped. Exit codes: 0 stopped, 1 could not start or gave up, 2 bad configuration. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int BAD_CONFIGURATION = 2;

    private Main() {}

    /** Takes no arguments: configuration comes from a file, the environment and system properties. */
    public static void main(String[] args) throws InterruptedException {
        System.exit(run());
    }

    private static int run() throws InterruptedException {
        Lethe lethe;
        try {
            lethe = Lethe.start(LetheConfig.load(Map.of()));
        } catch (ConfigException e) {
            LOG.error("{}", e.getMessage());
            return BAD_CONFIGURATION;
        } catch (StartupException e) {
            LOG.error("{}", e.getMessage());
            return FAILED;
        }
        Thread closing = new Thread(lethe::close, "lethe-close");
        Runtime.getRuntime().addShutdownHook(closing);
        lethe.awaitEnd();
        // Reached only where the engine gave up: a stop goes through the hook while this thread waits.
        lethe.close();
        return FAILED;
    }
}
