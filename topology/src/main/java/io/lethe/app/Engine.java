package io.lethe.app;

import io.lethe.config.Deployment;
import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.poison.ValueReader;
import io.lethe.request.DecisionListener;
import io.lethe.request.Readers;
import io.lethe.request.RequestSettings;
import io.lethe.request.RequestTopics;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import io.lethe.topics.Forgetting;
import io.lethe.topology.LetheTopology;
import io.lethe.worker.Clients;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams application, running. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    private final KafkaStreams streams;
    private final RestoreProgress restoring = new RestoreProgress();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    private Engine(KafkaStreams streams, Path directory) {
        this.streams = streams;
        streams.setStateListener((now, before) -> changed(now));
        streams.setGlobalStateRestoreListener(restoring);
        streams.setStandbyUpdateListener(new StandbyDirectories(directory, System::nanoTime));
    }

    /** Starts it; it may take until {@link #awaitRunning} that it works. */
    static Engine start(LetheConfig config, Keys keys, DecisionListener listener) {
        KafkaStreams streams = new KafkaStreams(topology(config, keys, listener), StreamsSettings.of(config));
        streams.setUncaughtExceptionHandler(new ThreadReplacement(Clock.systemUTC()));
        Deployment deployment = config.deployment();
        Engine engine = new Engine(streams, deployment.stateDir().resolve(deployment.applicationId()));
        streams.start();
        return engine;
    }

    private static Topology topology(LetheConfig config, Keys keys, DecisionListener listener) {
        Clients clients = new Clients(config);
        RequestSettings settings = new RequestSettings(
                new RequestTopics(config.topics().commands(), config.topics().acks()),
                config.policy(),
                keys,
                () -> new Readers(
                        new ValueReader<>(clients.<PrivacyCommand>valueSerde().deserializer(), PrivacyCommand.class),
                        new ValueReader<>(clients.<ServiceAck>valueSerde().deserializer(), ServiceAck.class)),
                listener);
        return LetheTopology.build(
                config.topics(),
                config.deployment().partitions(),
                settings,
                () -> clients.<SpecificRecord>valueSerde().serializer(),
                Forgetting.changelogSettings());
    }

    private void changed(KafkaStreams.State now) {
        if (now == KafkaStreams.State.RUNNING) {
            running.countDown();
        } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
            ended.countDown();
            running.countDown();
        }
    }

    /**
     * Waits until it works, as long as that takes: after a crash all stores are read back, and to give up would begin that anew.
     *
     * @return false if it has ended instead
     */
    boolean awaitRunning() throws InterruptedException {
        while (!running.await(TELL_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("not ready yet: {}; restoring {}", streams.state(), restoring);
        }
        return ended.getCount() > 0;
    }

    /** Waits until it has ended, by being closed or by giving up. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    KafkaStreams streams() {
        return streams;
    }

    @Override
    public void close() {
        streams.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
