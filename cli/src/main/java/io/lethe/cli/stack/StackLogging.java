package io.lethe.cli.stack;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sends the log to a file of the data directory, and only Lethe's own warnings to standard error. */
final class StackLogging {
    private static final String CONFIGURATION = "/io/lethe/cli/logback-stack.xml";

    private StackLogging() {}

    static void to(Path file) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            // Another logging library was put on the class path: its own configuration rules.
            return;
        }
        context.reset();
        context.putProperty("lethe.log.file", file.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(StackLogging.class.getResource(CONFIGURATION));
        } catch (JoranException e) {
            throw new StackException("Logging to " + file + " cannot be set up", e);
        }
    }
}
