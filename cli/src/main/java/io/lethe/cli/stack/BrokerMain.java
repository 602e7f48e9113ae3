package io.lethe.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.TransactionVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker in a JVM of its own that never outlives its parent. It writes {@link #READY} on standard output once it serves, and stops when its standard input
 * ends.
 *
 * <p>Ctrl-C at a terminal reaches parent and child at once. The child then waits for the parent to let go, because Lethe and the services still need the broker to
 * finish cleanly.
 */
public final class BrokerMain {
    static final String READY = "lethe-broker-ready";
    static final String FAILED = "lethe-broker-failed: ";
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMain.class);
    private static final Duration PARENT_FIRST = Duration.ofSeconds(15);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    private BrokerMain() {}

    /** Runs the broker whose settings stand in the file named by the one argument. */
    public static void main(String[] args) {
        var lifeline = Lifeline.watch(System.in, BrokerMain::exitInTime);
        try {
            start(Path.of(args[0]), lifeline).awaitShutdown();
        } catch (Exception e) {
            LOG.error("The broker cannot start", e);
            System.out.println(FAILED + e.getMessage());
            // A broker that failed half-way leaves threads behind that would keep the process alive.
            Runtime.getRuntime().halt(1);
        }
    }

    private static KafkaRaftServer start(Path settingsFile, Lifeline lifeline) throws Exception {
        var settings = read(settingsFile);
        formatOnce(settings);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(server, lifeline), "broker-shutdown"));
        server.startup();
        System.out.println(READY);
        return server;
    }

    private static void shutDown(KafkaRaftServer server, Lifeline lifeline) {
        lifeline.awaitCut(PARENT_FIRST);
        server.shutdown();
    }

    /** A clean stop saves the next start a recovery; a stop that hangs must not leave a process behind. */
    private static void exitInTime() {
        var watchdog = new Thread(BrokerMain::haltAfterPatience, "halt");
        watchdog.setDaemon(true);
        watchdog.start();
        System.exit(0);
    }

    private static void haltAfterPatience() {
        try {
            new CountDownLatch(1).await(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static Properties read(Path file) throws IOException {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            settings.load(reader);
        }
        return settings;
    }

    private static void formatOnce(Properties settings) throws Exception {
        var directory = settings.getProperty("log.dirs");
        if (Files.exists(Path.of(directory, "meta.properties"))) {
            return;
        }
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setDirectories(List.of(directory))
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .setMetadataLogDirectory(directory)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setFeatureLevel(TransactionVersion.FEATURE_NAME, TransactionVersion.TV_2.featureLevel())
                .run();
    }
}
