package io.lethe.notifier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged until it is closed, with some loggers more talkative meanwhile. What it heard can be read at any time. */
final class HeardLog implements AutoCloseable {
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Map<Logger, Level> before = new HashMap<>();

    HeardLog(String... talkative) {
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        for (String name : talkative) {
            Logger logger = logger(name);
            before.put(logger, logger.getLevel());
            logger.setLevel(Level.DEBUG);
        }
        logger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        before.forEach(Logger::setLevel);
        appender.stop();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
