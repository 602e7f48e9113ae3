package io.lethe.cli.stack;

import io.lethe.app.Lethe;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.samples.SampleStores;
import io.lethe.config.LetheConfig;
import io.lethe.packager.Packager;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Everything that runs on one machine: cluster, Lethe and, where wanted, the sample services. Started once, closed once. */
public final class Stack implements AutoCloseable, ServiceControl {
    private static final String HTTP = "http";
    /** Parts come up in seconds, on a slow machine in many; what takes longer is left to the end of the process. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final StackOptions options;
    private final StartReport report;
    private final Parts parts = new Parts();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private volatile boolean startBegun;
    private DataDir dataDir;
    private LetheConfig config;
    private Samples samples;
    private RunningStack address;

    /** A stack that is not started; {@link #close} works from now on. */
    public Stack(StackOptions options, StartReport report) {
        this.options = options;
        this.report = report;
    }

    /**
     * Starts everything and returns when it serves.
     *
     * @throws StackException when a part does not start
     */
    public RunningStack start() {
        startBegun = true;
        try {
            return startAll();
        } finally {
            startEnded.countDown();
        }
    }

    private RunningStack startAll() {
        dataDir = DataDir.open(options.dataDir());
        parts.add("data directory", options.temporary() ? dataDir::delete : dataDir);
        StackLogging.to(dataDir.log("lethe"));
        var cluster = startCluster();
        config = Settings.of(options, dataDir, cluster, httpPort());
        var stores = options.customers().map(customers -> startStores());
        var lethe = startLethe(stores);
        address = new RunningStack(
                lethe.httpUrl().toString(),
                cluster.bootstrapServers(),
                cluster.schemaRegistry(),
                config.topics().prefix(),
                Map.of(),
                ProcessHandle.current().pid());
        timed("packager", p -> config.export().storage().place(), () -> parts.add("packager", Packager.start(config)));
        stores.ifPresent(this::joinSamples);
        address.write(dataDir);
        parts.add("address", () -> RunningStack.remove(dataDir));
        return address;
    }

    /** Configuration that Lethe runs with. */
    public LetheConfig config() {
        return config;
    }

    /** The stores of the sample services; only where there are some. */
    public SampleStores samples() {
        return samples.stores();
    }

    @Override
    public void stopService(String service) {
        samples.stopService(service);
    }

    @Override
    public void startService(String service) {
        samples.startService(service);
    }

    /** Whether it was told to end. */
    public boolean isClosed() {
        return parts.isClosed();
    }

    /**
     * Waits until the stack is closed.
     *
     * @throws StackException when a part ends by itself
     */
    public void awaitEnd() {
        try {
            var reason = failure.get();
            if (!parts.isClosed()) {
                throw new StackException(reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The failure is never completed with an error", e);
        }
    }

    /** What is being started while a signal closes the stack comes up first, or its processes and files would stay. */
    @Override
    public void close() {
        parts.refuseMore();
        if (startBegun) {
            awaitStart();
        }
        parts.close();
        failure.complete("closed");
    }

    private void awaitStart() {
        try {
            startEnded.await(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Cluster startCluster() {
        if (options.cluster().isPresent()) {
            return options.cluster().get();
        }
        var cluster =
                timed("broker", Cluster::bootstrapServers, () -> parts.add("broker", EmbeddedCluster.start(dataDir)));
        cluster.watch(failure);
        return cluster;
    }

    /** The stores take as long as Lethe and wait for the disk where it computes: they start side by side. */
    private CompletableFuture<Samples> startStores() {
        return CompletableFuture.supplyAsync(() -> timed(
                "sample stores",
                s -> String.join(", ", s.stores().addresses().keySet()),
                () -> parts.add("sample services", Samples.start(dataDir.of("samples"), config))));
    }

    private Lethe startLethe(Optional<CompletableFuture<Samples>> beside) {
        try {
            return startLethe();
        } catch (RuntimeException e) {
            beside.ifPresent(
                    stores -> stores.handle((started, error) -> started).join());
            throw e;
        }
    }

    private Lethe startLethe() {
        var lethe = timed("lethe", l -> l.httpUrl().toString(), () -> parts.add("lethe", Lethe.start(config)));
        var watch = new Thread(() -> watch(lethe), "lethe-watch");
        watch.setDaemon(true);
        watch.start();
        return lethe;
    }

    private void joinSamples(CompletableFuture<Samples> stores) {
        samples = started(stores);
        int customers = options.customers().orElseThrow();
        timed("sample data", done -> customers + " customers", () -> {
            samples.load(customers, report);
            return samples;
        });
        timed("sample services", done -> "joined", () -> {
            samples.join(new LetheClient(URI.create(address.http())));
            return samples;
        });
    }

    private static Samples started(CompletableFuture<Samples> stores) {
        try {
            return stores.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known
                    ? known
                    : new StackException("The sample stores did not start: " + e.getCause(), e);
        }
    }

    private void watch(Lethe lethe) {
        try {
            lethe.awaitEnd();
            failure.complete("Lethe's engine ended by itself; the reason stands in " + dataDir.log("lethe"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int httpPort() {
        var ports = Ports.of(dataDir);
        return options.port().isPresent() ? ports.take(HTTP, options.port().getAsInt()) : ports.claim(HTTP);
    }

    private <T> T timed(String part, Function<T, String> where, Supplier<T> start) {
        long before = System.nanoTime();
        var started = start.get();
        report.ready(part, where.apply(started), Duration.ofNanos(System.nanoTime() - before));
        return started;
    }
}
