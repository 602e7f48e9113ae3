package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lethe.app.Http;
import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestState;
import io.lethe.query.Partitions;
import io.lethe.query.RequestScan;
import io.lethe.query.Requests;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceTask;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.FileStore;
import io.lethe.topology.TopologyFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The HTTP edge over the real topology on Kafka's test driver: each call is decided at once, and time passes when the test says so. */
final class HttpFixture implements AutoCloseable {
    static final String REQUESTS = "/api/v1/requests";
    /** For files that are handed out at once. */
    static final int PLACES = 6;

    final TopologyFixture lethe;
    final Http http;
    final int port;
    final SortedMap<String, String> obstacles = new TreeMap<>();
    private final Map<String, ServiceTask> tasks = new HashMap<>();
    private final DecisionLog decisions = new DecisionLog();
    final DriverRows rows;
    final WatchedStore store;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** What decisions are answered on. */
    volatile Executor answers = Runnable::run;
    /** Too many commands wait: no further one is taken. */
    volatile boolean full;

    private final Handouts handouts;
    private final HttpServer server;

    HttpFixture(Path directory, Policy policy) throws IOException {
        lethe = new TopologyFixture(directory, policy, decisions);
        rows = new DriverRows(lethe.driver);
        store = new WatchedStore(new FileStore(directory.resolve("exports")));
        handouts = new Handouts(new EncryptedFiles(store, lethe.keys.wrap()), PLACES);
        server = new HttpServer(
                        new io.lethe.config.Http("127.0.0.1", 0, Optional.empty(), Duration.ofSeconds(5)),
                        routes(policy))
                .start();
        http = new Http(URI.create(server.url()), Contract::check);
        port = server.port();
    }

    private Routes routes(Policy policy) {
        InstantSource source = lethe::now;
        var clock = source.withZone(ZoneOffset.UTC);
        Partitions one = new Partitions(1);
        Requests requests = new Requests(rows, one, lethe.keys, clock);
        StatusReader reader = new StatusReader(requests, new Catalogues(rows, one), policy, clock);
        CommandSender sender = new CommandSender(this::decide, clock);
        Watches watches = new Watches(reader, Runnable::run, System::nanoTime);
        Urls urls = new Urls();
        urls.beginWith("http://lethe.example");
        return new Routes()
                .requests(
                        new RequestHandlers(sender, reader, urls, lethe.keys, one, Regulation.GDPR, clock),
                        new ListHandlers(new RequestScan(rows, requests, one), clock),
                        new StatusHandlers(reader, watches, new Follower(reader)),
                        new ActionHandlers(sender, reader, urls))
                .subjects(new SubjectHandlers(sender, reader))
                .downloads(downloads(sender, reader, urls, clock))
                .operation(new OperationHandlers(new Health(), () -> "metrics"));
    }

    private DownloadHandlers downloads(CommandSender sender, StatusReader reader, Urls urls, Clock clock) {
        return new DownloadHandlers(
                sender,
                reader,
                urls,
                handouts,
                lethe.keys,
                new DownloadHandlers.Limits(Duration.ofMinutes(15), 3),
                new DownloadCounts(meters),
                clock);
    }

    /** Alive, and as ready as the test says. */
    private final class Health implements Readiness {
        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public SortedMap<String, String> obstacles() {
            return obstacles;
        }
    }

    private CompletableFuture<CommandOutcome> decide(String subjectId, PrivacyCommand command) {
        if (full) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, "too many commands wait for their decision");
        }
        decisions.expect(command.getCommandId());
        lethe.sendBytes(subjectId.getBytes(UTF_8), lethe.bytes(lethe.topics.commands(), command));
        CommandOutcome outcome = decisions.outcome(command.getCommandId());
        decisions.forget(command.getCommandId());
        return new CompletableFuture<CommandOutcome>().completeAsync(() -> outcome, answers);
    }

    HttpFixture service(String name, Action... actions) {
        lethe.service(name, List.of(actions), List.of());
        return this;
    }

    /** Asks for an erasure; {@code more} are further fields of the body. */
    Answer erase(String subject, String... more) {
        return ask(subject, "ERASURE", more);
    }

    /** Asks for an erasure without grace. */
    Answer eraseNow(String subject, String... more) {
        List<String> fields = new ArrayList<>(List.of(more));
        fields.add("\"gracePeriod\":\"PT0S\"");
        return erase(subject, fields.toArray(String[]::new));
    }

    /** Places a hold. */
    Answer hold(String subject, String holdId, String fields) {
        return http.put(holdPath(subject, holdId), "{" + fields + "}");
    }

    Answer release(String subject, String holdId) {
        return http.delete(holdPath(subject, holdId));
    }

    private static String holdPath(String subject, String holdId) {
        return "/api/v1/subjects/" + subject + "/holds/" + holdId;
    }

    /** Asks for an export. */
    Answer export(String subject, String... more) {
        return ask(subject, "EXPORT", more);
    }

    private Answer ask(String subject, String type, String... more) {
        String fields = more.length == 0 ? "" : "," + String.join(",", more);
        return http.post(REQUESTS, "{\"subjectId\":\"%s\",\"type\":\"%s\"%s}".formatted(subject, type, fields));
    }

    /** Does something with a request, with a body. */
    Answer act(String requestId, String action, String body) {
        return http.post(REQUESTS + "/" + requestId + "/" + action, body);
    }

    Answer status(String requestId) {
        return http.get(REQUESTS + "/" + requestId);
    }

    /** The task of a subject that a service got last. */
    private ServiceTask task(String subject, String service) {
        // No answer comes in the moment of its task.
        pass(Duration.ofMillis(1));
        lethe.allTasks(service).forEach(task -> tasks.put(service + "/" + task.key, task.value));
        return Objects.requireNonNull(tasks.get(service + "/" + subject), () -> "a task for " + service);
    }

    /** The service answers the task that it got last. */
    void answer(String subject, String service, AckOutcome outcome) {
        lethe.answer(subject, service, task(subject, service), outcome);
    }

    /** The service answers so many records, or a reason. */
    void answer(String subject, String service, AckOutcome outcome, long records, String reason) {
        lethe.ack(subject, ack(service, task(subject, service), outcome, records, reason, null, null));
    }

    /** The packager answers that the file is there, and what it is. */
    void pack(String subject, long sizeBytes, String sha256) {
        ServiceTask task = task(subject, RequestState.PACKAGER);
        lethe.ack(subject, ack(RequestState.PACKAGER, task, AckOutcome.DONE, 1, null, sizeBytes, sha256));
    }

    private ServiceAck ack(
            String service,
            ServiceTask of,
            AckOutcome outcome,
            long records,
            String reason,
            Long sizeBytes,
            String sha256) {
        return new ServiceAck(
                of.getTaskId(),
                of.getRequestId(),
                service,
                of.getAction(),
                of.getToken(),
                of.getAttempt(),
                outcome,
                records,
                false,
                reason,
                null,
                lethe.now(),
                null,
                sizeBytes,
                sha256);
    }

    /** The service fails for good, with a reason. */
    void fail(String subject, String service, String reason) {
        answer(subject, service, AckOutcome.FAILED, 0, reason);
    }

    void pass(Duration time) {
        lethe.pass(time);
    }

    @Override
    public void close() {
        server.close();
        handouts.close();
        lethe.close();
    }
}
