package io.lethe.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;

/** Runs of work over a deployment's topics: commands in, tasks answered, completions counted, everything checked at the end. */
final class KafkaRun implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 50;

    private final Deployment deployment;
    private final KafkaClients clients;
    private final Serializer<SpecificRecord> serializer;
    private final Writer writer;
    private final Ackers ackers;
    private final boolean numbered;

    /**
     * Answers tasks from now on.
     *
     * @param deployment whose topics
     * @param numbered whether the audit log is numbered as Lethe's, and not only as long
     */
    KafkaRun(Deployment deployment, KafkaClients clients, boolean numbered) {
        this.numbered = numbered;
        this.deployment = deployment;
        this.clients = clients;
        this.serializer = deployment.serializer();
        this.writer = new Writer(clients.producer(Map.of()));
        String acks = deployment.config().topics().acks();
        this.ackers = new Ackers(clients, deployment.taskTopics(), acks, new AckForm(acks, serializer));
        ackers.start();
    }

    /** All commands at once, as fast as they are done. */
    Sample run(Work work) throws Exception {
        try (EndCheck check = new EndCheck(deployment, clients, work, numbered);
                Completions completions = listen(work)) {
            Submissions submissions = submissions(work);
            double cpu = Machine.busySeconds();
            long begun = System.nanoTime();
            submissions.sendAll();
            long ended = completions.await();
            cpu = Machine.busySeconds() - cpu;
            ackers.check();
            check.run(completions.arrivals());
            return new Sample(work.requests(), (ended - begun) / 1e9, cpu);
        }
    }

    /** Commands at a pace. */
    Latencies paced(Work work, int perSecond) throws Exception {
        try (EndCheck check = new EndCheck(deployment, clients, work, numbered);
                Completions completions = listen(work)) {
            double cpu = Machine.busySeconds();
            long[] due = submissions(work).sendPaced(perSecond);
            completions.await();
            cpu = Machine.busySeconds() - cpu;
            check.run(completions.arrivals());
            return Latencies.of(due, completions.arrivals().times(), cpu);
        }
    }

    /** Commands of requests that stay open; returns when the engine has read and committed all of them. */
    void open(Work work) throws Exception {
        submissions(work).sendAll();
        String topic = deployment.config().topics().commands();
        String group = deployment.config().deployment().applicationId();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", clients.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            deployment.partitions(topic).forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            while (!isReadTo(admin, group, admin.listOffsets(latest).all().get())) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
            }
        }
    }

    /** Within a transaction's marker, which is no record but takes an offset. */
    private static boolean isReadTo(Admin admin, String group, Map<TopicPartition, ListOffsetsResultInfo> ends)
            throws Exception {
        var read = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .allMatch(end -> read.containsKey(end.getKey())
                        && read.get(end.getKey()).offset() + 1 >= end.getValue().offset());
    }

    private Completions listen(Work work) {
        String topic = deployment.config().topics().completions();
        Completions completions = new Completions(work, clients, deployment.partitions(topic));
        completions.start();
        return completions;
    }

    private Submissions submissions(Work work) {
        String topic = deployment.config().topics().commands();
        return new Submissions(work, writer, topic, work.commands(topic, serializer));
    }

    /** Where a request's id stands in each command. */
    int requestIdInCommands() {
        String topic = deployment.config().topics().commands();
        return Work.erasures(0, 1).commands(topic, serializer).requestIdAt();
    }

    @Override
    public void close() throws InterruptedException {
        ackers.close();
        writer.close();
        serializer.close();
    }
}
