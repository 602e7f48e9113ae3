package io.lethe.packager;

import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.participant.Participant;
import io.lethe.storage.ExportStore;
import io.lethe.storage.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packager, running: stages fragments, does the tasks of the internal service {@code export-packager}, and sweeps. Any number of instances work
 * together as long as they use one store and one keyset file.
 */
public final class Packager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Packager.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_SWEEP = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofHours(6);
    private static final int CONCURRENCY = 2;

    private final ExportStore store;
    private final FragmentWorker fragments;
    private final Participant participant;
    private final Sweep sweep;
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lethe-export-sweep");
        thread.setDaemon(true);
        return thread;
    });

    private Packager(LetheConfig config, Keys keys, ExportStore store) {
        this.store = store;
        Staging staging = new Staging(store, keys.wrap());
        Packing packing = new Packing(store, staging, keys, PATIENCE);
        Purging purging = new Purging(store, staging, keys);
        sweep = new Sweep(store, staging, config.export().retention());
        fragments = new FragmentWorker(config, keys, staging, clock);
        participant = Participant.builder(RequestState.PACKAGER)
                .properties(config.kafkaProperties())
                .property("group.id", config.deployment().applicationId() + '-' + RequestState.PACKAGER)
                .topicPrefix(config.topics().prefix())
                .serde(config.connection().serdeClass())
                .concurrency(CONCURRENCY)
                .onExport(export -> packing.pack(export.task().subjectId(), export.contract()))
                .onHardDelete(purging::purge)
                .onVerify(purging::verify)
                .build();
    }

    /**
     * Starts it. Lethe's topics must stand.
     *
     * @throws UncheckedIOException when the store cannot be opened
     * @throws io.lethe.keys.KeysetException when the keyset cannot be read
     */
    public static Packager start(LetheConfig config) {
        return start(config, UnaryOperator.identity());
    }

    /** As the other, with something around its store. */
    static Packager start(LetheConfig config, UnaryOperator<ExportStore> around) {
        Keys keys = Keys.load(config.deployment().keysetFile(), false);
        Packager packager = new Packager(config, keys, around.apply(open(config)));
        packager.fragments.start();
        packager.participant.start();
        var unused = packager.sweeper.scheduleWithFixedDelay(
                packager::sweep, FIRST_SWEEP.toMinutes(), SWEEP.toMinutes(), TimeUnit.MINUTES);
        return packager;
    }

    private static ExportStore open(LetheConfig config) {
        var storage = config.export().storage();
        try {
            return Stores.open(storage.place(), storage.region(), storage.endpoint());
        } catch (IOException e) {
            throw new UncheckedIOException("lethe.export.store = " + storage.place() + " cannot be opened", e);
        }
    }

    private void sweep() {
        try {
            sweep.run(clock.instant());
        } catch (IOException | RuntimeException e) {
            // The next one will do what this one did not.
            LOG.warn("The sweep of the export store broke off: {}", e.toString());
        }
    }

    /** Completes when it cannot go on; see {@link Participant#termination}. */
    public CompletionStage<Void> termination() {
        return participant.termination();
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        participant.close();
        fragments.close();
        store.close();
    }
}
