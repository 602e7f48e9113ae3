package io.lethe.cli.stack;

import java.nio.file.Path;
import java.util.Properties;

/** Settings of a one-node KRaft broker for development: small, loopback only, one copy of everything. */
final class BrokerSettings {
    static final String HOST = "127.0.0.1";
    private static final String ONE = "1";

    private BrokerSettings() {}

    static Properties of(Path logDir, int port, int controllerPort) {
        var settings = new Properties();
        settings.setProperty("log.dirs", logDir.toString());
        listeners(settings, port, controllerPort);
        singleNode(settings);
        small(settings);
        privacy(settings);
        return settings;
    }

    private static void listeners(Properties settings, int port, int controllerPort) {
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", ONE);
        settings.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        settings.setProperty(
                "listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    }

    private static void singleNode(Properties settings) {
        for (var topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(topic + ".replication.factor", ONE);
        }
        settings.setProperty("transaction.state.log.min.isr", ONE);
        settings.setProperty("share.coordinator.state.topic.min.isr", ONE);
        settings.setProperty("offsets.topic.num.partitions", "4");
        settings.setProperty("transaction.state.log.num.partitions", "4");
        settings.setProperty("share.coordinator.state.topic.num.partitions", ONE);
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
    }

    /** The cleaner's buffer is the largest piece of memory of an idle broker: 128 MB unless told otherwise. */
    private static void small(Properties settings) {
        settings.setProperty("log.cleaner.dedupe.buffer.size", "16777216");
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
    }

    /**
     * What Lethe's guarantees need of a broker: a forgotten topic is an error and never made by accident, offsets of a group that was away for weeks are still there,
     * and no transaction holds readers back for longer than a minute.
     */
    private static void privacy(Properties settings) {
        settings.setProperty("auto.create.topics.enable", "false");
        settings.setProperty("offsets.retention.minutes", "43200");
        settings.setProperty("transaction.max.timeout.ms", "60000");
    }
}
