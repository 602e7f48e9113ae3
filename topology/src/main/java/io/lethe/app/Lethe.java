package io.lethe.app;

import io.lethe.config.LetheConfig;
import io.lethe.http.DecisionLog;
import io.lethe.http.HttpEndpoint;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.serde.SchemaRegistration;
import io.lethe.serde.SchemaRegistryClient;
import io.lethe.services.ServiceActivator;
import io.lethe.tombstone.TombstoneWorker;
import io.lethe.topics.TopicAdmin;
import io.lethe.worker.Clients;
import io.lethe.worker.Companion;
import io.lethe.worker.WorkerGauge;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.LagInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of Lethe, running: topics and schemas first, then the engine, then the workers beside it. Parts are closed in the reverse order.
 */
public final class Lethe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lethe.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private Engine engine;
    private HttpEndpoint http;

    private Lethe() {}

    /**
     * Starts an instance and returns when it works: after a crash, when its stores are read back from their changelogs.
     *
     * @throws StartupException if it cannot start; nothing of it is left running
     */
    public static Lethe start(LetheConfig config) {
        Lethe lethe = new Lethe();
        try {
            lethe.open(config);
            return lethe;
        } catch (KafkaException e) {
            lethe.close();
            throw new StartupException(
                    "Kafka at " + config.connection().bootstrapServers()
                            + " (lethe.bootstrap.servers) or the registry at "
                            + config.connection().schemaRegistryUrl() + " (lethe.schema.registry.url): "
                            + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            lethe.close();
            Thread.currentThread().interrupt();
            throw new StartupException("interrupted while starting", e);
        } catch (RuntimeException e) {
            lethe.close();
            throw new StartupException(e.getMessage(), e);
        }
    }

    private void open(LetheConfig config) throws InterruptedException {
        Keys keys =
                Keys.load(config.deployment().keysetFile(), config.deployment().createKeyset());
        registerSchemas(config);
        provisionTopics(config);
        DecisionLog decisions = new DecisionLog();
        engine = opened(Engine.start(config, keys, decisions));
        TombstoneWorker tombstones = opened(new TombstoneWorker(config, Clock.systemUTC()));
        tombstones.start();
        ServiceActivator activator = opened(new ServiceActivator(config, keys, Clock.systemUTC()));
        activator.start();
        // Before the engine runs: whoever asks whether it is ready is told why not.
        http = opened(
                HttpEndpoint.start(config, keys, engine.streams(), decisions, new EngineReadiness(engine.streams())));
        opened(new WorkerGauge(TombstoneWorker.NAME, tombstones::health, http.meters()));
        opened(new WorkerGauge(ServiceActivator.NAME, activator::health, http.meters()));
        startCompanions(config);
        if (!engine.awaitRunning()) {
            throw new StartupException("the engine gave up before it came to run; its log says why", null);
        }
    }

    /** What URLs of the HTTP endpoint begin with, without a slash at the end. */
    public URI httpUrl() {
        return http.url();
    }

    /** How far each copy of a store that this instance has is behind its changelog, by store and partition: what is active is not, standbys are while they copy. */
    public Map<String, Map<Integer, LagInfo>> storeLags() {
        return engine.streams().allLocalStorePartitionLags();
    }

    /** How long an instance may be silent until the others take over what it has. */
    public static Duration sessionTimeout(LetheConfig config) {
        return StreamsSettings.sessionTimeout(config);
    }

    private static void registerSchemas(LetheConfig config) {
        SchemaRegistryClient client = SchemaRegistryClient.shared(config.kafkaProperties());
        SchemaRegistration.register(client, Contracts.of(config.topics()));
    }

    private static void provisionTopics(LetheConfig config) {
        try (Admin admin = new Clients(config).admin("startup")) {
            TopicAdmin topics = new TopicAdmin(admin, config);
            topics.provision();
            // A task for the packager must have somewhere to go: a missing topic would kill the engine's thread.
            topics.provisionService(RequestState.PACKAGER);
        }
    }

    private void startCompanions(LetheConfig config) {
        List<Companion> companions = ServiceLoader.load(Companion.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        if (companions.isEmpty() && config.notifications().isOn()) {
            throw new StartupException(
                    "lethe.notify is set, and nothing that sends is on the class path: add lethe-notifier", null);
        }
        companions.forEach(companion -> opened(companion.start(config, http.meters())));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Waits until the engine has ended: by {@link #close}, or because it gave up. */
    public void awaitEnd() throws InterruptedException {
        engine.awaitEnd();
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                // The other parts must be closed all the same.
                LOG.warn(
                        "{} did not close: {}",
                        part.getClass().getSimpleName(),
                        e.getClass().getName());
            }
        }
    }
}
