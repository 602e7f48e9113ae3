package io.lethe.bench;

import io.lethe.config.LetheConfig;
import io.lethe.query.Partitions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A second instance of a deployment that keeps copies of the first one's stores and does nothing else, until the first one is killed. */
final class HotStandby implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 100;
    private static final long STALLED_SECONDS = 120;
    private static final int TELL_EVERY_PERCENT = 10;

    private final LetheContender active;
    private final Set<String> members;
    private final int copies;
    private final EngineProcess engine;

    private HotStandby(LetheContender active, Set<String> members, int copies, EngineProcess engine) {
        this.active = active;
        this.members = members;
        this.copies = copies;
        this.engine = engine;
    }

    /**
     * What the first instance must run with, and the second does too. Kafka Streams moves tasks to a standby that is as good as the active one, right away
     * or when it looks again for such; here none is as good (a copy always lacks the markers of transactions) and nothing looks, so that the first keeps all
     * of them: what is lost with it is everything.
     */
    static Map<String, String> settings() throws IOException {
        String port = freePort();
        return Map.of(
                "kafka.num.standby.replicas",
                "1",
                "kafka.acceptable.recovery.lag",
                "0",
                "kafka.probing.rebalance.interval.ms",
                Long.toString(TimeUnit.DAYS.toMillis(1)),
                "lethe.http.port",
                port,
                "lethe.application.server",
                "127.0.0.1:" + port);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /**
     * Starts it beside an instance with {@link #settings}, which so far is the only one.
     *
     * @param jvmOptions more options, over the usual ones
     */
    static HotStandby start(LetheContender active, List<String> jvmOptions) throws Exception {
        Set<String> members = GroupMembers.of(active.deployment()).ids();
        int copies = active.engine().storeLag().copies();
        Path state = active.deployment().config().deployment().stateDir();
        Deployment second = active.deployment()
                .with(settings())
                .with(Map.of(
                        "lethe.state.dir", state.resolveSibling("standby-state").toString()));
        EngineProcess engine = EngineProcess.start(second, state.resolveSibling("standby.log"), jvmOptions);
        return new HotStandby(active, members, copies, engine);
    }

    /**
     * Waits until it has all that the first one has.
     *
     * @throws TimeoutException when it comes no nearer for two minutes
     */
    void awaitCaughtUp(Progress progress) throws IOException, InterruptedException, TimeoutException {
        StoreLag lag = engine.storeLag();
        StoreLag best = lag;
        long since = System.nanoTime();
        int told = -TELL_EVERY_PERCENT;
        while (!lag.isCaughtUp(copies)) {
            if (lag.percent() >= told + TELL_EVERY_PERCENT) {
                told = lag.percent();
                progress.say("standby %d %% caught up".formatted(told));
            }
            if (lag.isNearerThan(best)) {
                best = lag;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(STALLED_SECONDS)) {
                throw new TimeoutException("The standby comes no nearer: " + lag + ", of " + copies + " copies");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            lag = engine.storeLag();
        }
        progress.say("standby caught up: %,d records of %d stores' partitions".formatted(lag.records(), copies));
    }

    /**
     * Kills the first instance, and asks at once for an erasure in each partition.
     *
     * @param run number of those erasures
     * @throws IllegalStateException if one of them was lost or done twice
     */
    TakeOver takeOver(int run) throws Exception {
        Deployment deployment = active.deployment();
        LetheConfig config = deployment.config();
        Partitions partitions = new Partitions(config.deployment().partitions());
        Set<Integer> lost = GroupMembers.of(deployment).partitions(members);
        Work work = TakeOver.everywhere(run, partitions);
        KafkaClients clients = new KafkaClients(config.connection().bootstrapServers());
        String commands = config.topics().commands();
        try (EndCheck check = new EndCheck(deployment, clients, work, true);
                Completions completions = new Completions(
                        work, clients, deployment.partitions(config.topics().completions()));
                Writer writer = new Writer(clients.producer(Map.of()));
                var serializer = deployment.serializer()) {
            completions.start();
            Submissions submissions = new Submissions(work, writer, commands, work.commands(commands, serializer));
            long begun = System.nanoTime();
            active.engine().kill();
            submissions.sendAll();
            completions.await();
            check.run(completions.arrivals());
            return TakeOver.of(
                    work, partitions, lost, begun, completions.arrivals().times());
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        engine.close();
    }
}
