package io.lethe.http;

import io.lethe.config.Export;
import io.lethe.config.LetheConfig;
import io.lethe.keys.Keys;
import io.lethe.query.Locator;
import io.lethe.query.Partitions;
import io.lethe.query.RequestScan;
import io.lethe.query.Requests;
import io.lethe.query.Rows;
import io.lethe.query.StreamsLocator;
import io.lethe.query.StreamsRows;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.services.ActivatorProgress;
import io.lethe.services.ServiceChecks;
import io.lethe.services.ServiceRegistry;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.ExportStore;
import io.lethe.storage.Stores;
import io.lethe.stream.PerThreadSerializer;
import io.lethe.worker.Clients;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP endpoint of one instance, running: everything it consists of is made and closed here. */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final Duration SETTLE = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final LetheConfig config;
    private final KafkaStreams streams;
    private final Partitions partitions;
    private final Clock clock = Clock.systemUTC();
    private final Urls urls = new Urls();
    private final Background background = new Background();
    private final Rows rows;
    private final Requests requests;
    private final Catalogues catalogues;
    private final StatusReader reader;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private HttpServer server;
    private Metrics metrics;

    private HttpEndpoint(LetheConfig config, Keys keys, KafkaStreams streams) {
        this.config = config;
        this.streams = streams;
        this.partitions = new Partitions(config.deployment().partitions());
        Locator locator = StreamsLocator.of(streams, config.deployment().applicationServer());
        this.rows = new StreamsRows(streams, locator);
        this.requests = new Requests(rows, partitions, keys, clock);
        this.catalogues = new Catalogues(rows, partitions);
        this.reader = new StatusReader(requests, catalogues, config.policy(), clock);
        parts.push(background);
    }

    /**
     * Starts to listen.
     *
     * @param decisions the listener that the topology was built with
     */
    public static HttpEndpoint start(
            LetheConfig config, Keys keys, KafkaStreams streams, DecisionLog decisions, Readiness readiness) {
        HttpEndpoint endpoint = new HttpEndpoint(config, keys, streams);
        try {
            endpoint.listen(endpoint.routes(keys, decisions, readiness));
            return endpoint;
        } catch (RuntimeException e) {
            endpoint.close();
            throw e;
        }
    }

    /** What URLs that it hands out begin with. */
    public URI url() {
        return URI.create(server.url());
    }

    /** What {@code /metrics} shows. */
    public MeterRegistry meters() {
        return metrics.registry();
    }

    private Routes routes(Keys keys, DecisionLog decisions, Readiness readiness) {
        CommandSender sender = new CommandSender(gateway(decisions), clock);
        Watches watches = new Watches(reader, background.answers(), System::nanoTime);
        background.every(LOOK, watches::look);
        Follower follower = opened(new Follower(reader));
        metrics = opened(new Metrics(streams));
        var usual = config.deadlines().defaultRegulation();
        return new Routes()
                .requests(
                        new RequestHandlers(sender, reader, urls, keys, partitions, usual, clock),
                        new ListHandlers(new RequestScan(rows, requests, partitions), clock),
                        new StatusHandlers(reader, watches, follower),
                        new ActionHandlers(sender, reader, urls))
                .subjects(new SubjectHandlers(sender, reader))
                .services(services())
                .downloads(downloads(sender, keys))
                .operation(new OperationHandlers(readiness, metrics::scrape));
    }

    private DownloadHandlers downloads(CommandSender sender, Keys keys) {
        Export export = config.export();
        ExportStore store = opened(open(export.storage()));
        EncryptedFiles files = new EncryptedFiles(store, keys.wrap());
        return new DownloadHandlers(
                sender,
                reader,
                urls,
                opened(new Handouts(files, Handouts.MOST)),
                keys,
                new DownloadHandlers.Limits(export.linkTtl(), export.linkUses()),
                new DownloadCounts(metrics.registry()),
                clock);
    }

    private static ExportStore open(Export.Storage storage) {
        try {
            return Stores.open(storage.place(), storage.region(), storage.endpoint());
        } catch (IOException e) {
            throw new UncheckedIOException("lethe.export.store = " + storage.place() + " cannot be opened", e);
        }
    }

    private ServiceHandlers services() {
        ServiceChecks checks = opened(new ServiceChecks(config));
        ActivatorProgress progress = opened(new ActivatorProgress(config));
        Activations activations = new Activations(
                catalogues,
                progress::version,
                change -> change.definition() == null
                        ? checks.checkRemoval(change.name(), catalogues.active())
                        : checks.check(change.definition(), catalogues.active()),
                background.answers(),
                System::nanoTime);
        background.every(LOOK, activations::look);
        ServiceRegistry registry = opened(new ServiceRegistry(config));
        return new ServiceHandlers(catalogues, checks, registry, progress::published, activations);
    }

    private CommandGateway gateway(DecisionLog decisions) {
        Clients clients = new Clients(config);
        String topic = config.topics().commands();
        Duration patience = config.http().decisionTimeout();
        Producer<byte[], byte[]> producer = clients.producer("http", producerOf(patience));
        parts.push(() -> producer.close(CLOSE));
        KafkaCommandGateway gateway = new KafkaCommandGateway(
                producer,
                // Every caller has a thread of its own, and a serializer keeps buffers.
                new PerThreadSerializer<>(
                        () -> clients.<PrivacyCommand>valueSerde().serializer()),
                topic,
                partitions,
                decisions,
                new StreamsCommits(streams, topic),
                patience,
                background.answers());
        background.every(SETTLE, gateway::settle);
        return gateway;
    }

    /** What is not written within the patience is not waited for, so it need not be tried for longer. */
    private static Map<String, Object> producerOf(Duration patience) {
        int millis = (int) patience.toMillis();
        return Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                millis * 2 / 5,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis * 4 / 5,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                millis);
    }

    private void listen(Routes routes) {
        server = opened(new HttpServer(config.http(), routes)).start();
        urls.beginWith(server.url());
        LOG.info("HTTP listens at {} (port {})", server.url(), server.port());
        String open = isLoopback(config.http().host()) ? "this machine" : "EVERYONE who reaches this address";
        LOG.warn("There is no authentication yet: {} may ask for erasures, see and change requests", open);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    /** Stops to listen; whoever waits for an answer gets none. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                // The other parts must be closed all the same.
                LOG.warn(
                        "A part of the HTTP endpoint did not close: {}",
                        e.getClass().getName());
            }
        }
    }
}
