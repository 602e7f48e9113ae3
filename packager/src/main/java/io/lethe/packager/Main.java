package io.lethe.packager;

import io.lethe.config.ConfigException;
import io.lethe.config.LetheConfig;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the packager until it is stopped, in a process of its own. Exit codes: 0 stopped, 1 could not start or cannot go on, 2 bad configuration. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int BAD_CONFIGURATION = 2;

    private Main() {}

    /** Takes no arguments: configuration comes from a file, the environment and system properties, as for Lethe itself. */
    public static void main(String[] args) {
        System.exit(run());
    }

    private static int run() {
        Packager packager;
        try {
            packager = Packager.start(LetheConfig.load(Map.of()));
        } catch (ConfigException e) {
            LOG.error("{}", e.getMessage());
            return BAD_CONFIGURATION;
        } catch (RuntimeException e) {
            LOG.error("{}", e.getMessage());
            return FAILED;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(packager::close, "lethe-close"));
        try {
            packager.termination().toCompletableFuture().join();
            return 0;
        } catch (CompletionException e) {
            LOG.error("The packager cannot go on: {}", e.getCause().getClass().getName());
            return FAILED;
        }
    }
}
