package io.lethe.bench;

import io.lethe.config.LetheConfig;
import io.lethe.config.Topics;
import io.lethe.keys.ExportKeys;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.TaskIds;
import io.lethe.packager.Main;
import io.lethe.participant.Participant;
import io.lethe.poison.ValueReader;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.ExportPart;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceOutcome;
import io.lethe.schemas.ServiceTask;
import io.lethe.topics.TopicAdmin;
import io.lethe.worker.Clients;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/** A packager in a process of its own and a service's participant in this one; in Lethe's place, this gives them their tasks. */
final class ExportRun implements AutoCloseable {
    private static final String SERVICE = "orders";
    private static final String SUBJECT = "customer-00001";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final LetheConfig config;
    private final Keys keys;
    private final Process packager;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> acks;
    private final Serializer<SpecificRecord> serializer;
    private final ValueReader<ServiceAck> reader;
    private final Participant participant;
    private volatile ExportData data;

    /**
     * How long one export took, in seconds.
     *
     * @param handedOut from the task to the service's answer
     * @param staged from the task until the last fragment is staged
     * @param packed from the packager's task to its answer
     * @param fileBytes size of the file
     */
    record Times(double handedOut, double staged, double packed, long fileBytes) {}

    private ExportRun(Ground ground, Deployment deployment, int heapMiB) throws IOException {
        config = deployment.config();
        keys = Keys.load(config.deployment().keysetFile(), true);
        KafkaClients clients = new KafkaClients(ground.bootstrapServers());
        Topics topics = config.topics();
        admin = new Clients(config).admin("bench");
        TopicAdmin topicAdmin = new TopicAdmin(admin, config);
        topicAdmin.provision();
        topicAdmin.provisionService(RequestState.PACKAGER);
        topicAdmin.provisionService(SERVICE);
        producer = clients.producer(Map.of());
        acks = clients.reader(deployment.partitions(topics.acks()));
        var serde = new Clients(config).<SpecificRecord>valueSerde();
        serializer = serde.serializer();
        reader = new ValueReader<>(serde.deserializer(), ServiceAck.class);
        packager =
                packager(deployment, ground.directory().resolve("packager.log").toFile(), heapMiB);
        participant = Participant.builder(SERVICE)
                .properties(config.kafkaProperties())
                .topicPrefix(topics.prefix())
                .onExport(export -> export.dataSet("orders", "application/json")
                        .write(data.stream())
                        .done())
                .start();
    }

    static ExportRun start(Ground ground, int heapMiB) throws IOException {
        Path store = ground.directory().resolve("exports");
        return new ExportRun(
                ground, Deployment.of(ground, "export", Map.of("lethe.export.store", store.toString())), heapMiB);
    }

    private static Process packager(Deployment deployment, File log, int heapMiB) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMiB + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        deployment.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(Main.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder.start();
    }

    /** One export of a new request. */
    Times export(ExportData rows) throws Exception {
        data = rows;
        String requestId = UUID.randomUUID().toString();
        ExportKeys pair = ExportKeys.generate(requestId, keys.wrap());
        long begun = System.nanoTime();
        ServiceAck given = ask(SERVICE, task(requestId, SERVICE, pair.publicKey(), null, List.of()));
        double handedOut = since(begun);
        awaitStaged();
        double staged = since(begun);
        ExportPart part = new ExportPart(SERVICE, ServiceOutcome.DONE, given.getFragments(), null, given.getRun());
        long asked = System.nanoTime();
        ServiceAck packed = ask(
                RequestState.PACKAGER, task(requestId, RequestState.PACKAGER, null, pair.wrappedKey(), List.of(part)));
        return new Times(handedOut, staged, since(asked), packed.getSizeBytes());
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private ServiceTask task(
            String requestId, String service, String publicKey, String wrappedKey, List<ExportPart> parts) {
        String taskId = TaskIds.of(requestId, service, Action.EXPORT, 1);
        String token = keys.token(SUBJECT, taskId, service, Action.EXPORT);
        Instant now = Instant.now();
        return new ServiceTask(
                taskId,
                requestId,
                Action.EXPORT,
                1,
                1,
                List.of(),
                token,
                null,
                ExportFormat.JSON,
                now.plus(PATIENCE),
                now,
                publicKey,
                wrappedKey,
                parts);
    }

    private ServiceAck ask(String service, ServiceTask task) throws Exception {
        String topic = config.topics().export(service);
        byte[] value = serializer.serialize(topic, task);
        producer.send(new ProducerRecord<>(topic, SUBJECT.getBytes(StandardCharsets.UTF_8), value))
                .get();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (var record : acks.poll(LOOK)) {
                ServiceAck ack = reader.read(record.topic(), record.value());
                if (ack.getTaskId().equals(task.getTaskId())) {
                    return done(ack);
                }
            }
        }
        throw new IllegalStateException(service + " did not answer within " + PATIENCE);
    }

    private static ServiceAck done(ServiceAck ack) {
        if (ack.getOutcome() != AckOutcome.DONE) {
            throw new IllegalStateException(
                    ack.getService() + " answered " + ack.getOutcome() + ": " + ack.getReason());
        }
        return ack;
    }

    /** Until the packager has committed every fragment that there is. */
    private void awaitStaged() throws Exception {
        String group = config.deployment().applicationId() + "-export-fragments";
        List<TopicPartition> partitions = admin
                .describeTopics(List.of(config.topics().fragments()))
                .allTopicNames()
                .get()
                .get(config.topics().fragments())
                .partitions()
                .stream()
                .map(info -> new TopicPartition(config.topics().fragments(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = acks.endOffsets(partitions);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            if (ends.entrySet().stream()
                    .allMatch(e -> e.getValue() == 0
                            || (committed.get(e.getKey()) != null
                                    && committed.get(e.getKey()).offset() >= e.getValue()))) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
        throw new IllegalStateException("the fragments were not staged within " + PATIENCE);
    }

    long mostResidentMiB() {
        return Machine.mostResidentMiB(packager.pid());
    }

    @Override
    public void close() throws InterruptedException {
        participant.close();
        packager.destroy();
        if (!packager.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            packager.destroyForcibly();
        }
        acks.close();
        producer.close();
        admin.close();
    }
}
