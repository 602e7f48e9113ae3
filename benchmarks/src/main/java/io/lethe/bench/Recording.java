package io.lethe.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that Lethe wrote for one request, so that a pipeline without logic moves records of just the same sizes.
 *
 * @param onCommand written when the command is read
 * @param onAck written when an ack is read
 * @param onLastAck written when the last ack is read
 */
record Recording(List<Recorded> onCommand, Recorded onAck, List<Recorded> onLastAck) {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int HEADER = 5;

    /** A record: its topic without prefix, and its value. */
    record Recorded(String topic, Template value) {}

    /** Lets a deployment do one request and reads what it wrote. */
    static Recording of(LetheContender lethe, KafkaClients clients, int run) throws Exception {
        Work one = Work.erasures(run, 1);
        Deployment deployment = lethe.deployment();
        List<TopicPartition> partitions = written(deployment);
        try (KafkaConsumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            Map<TopicPartition, Long> from = consumer.endOffsets(partitions);
            lethe.run(one);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            from.forEach(consumer::seek);
            List<Recorded> records = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(POLL)
                        .forEach(record -> records.add(new Recorded(
                                record.topic().substring(deployment.prefix().length()),
                                new Template(record.value(), one.requestId(0)))));
            }
            return sorted(records);
        }
    }

    private static List<TopicPartition> written(Deployment deployment) {
        var topics = deployment.config().topics();
        List<TopicPartition> partitions = new ArrayList<>();
        deployment.taskTopics().forEach(topic -> partitions.add(new TopicPartition(topic, 0)));
        partitions.addAll(deployment.partitions(topics.completions()));
        partitions.addAll(deployment.partitions(topics.notifications()));
        partitions.addAll(deployment.partitions(topics.audit()));
        return partitions;
    }

    private static Recording sorted(List<Recorded> records) throws IOException {
        Map<String, List<Recorded>> audit = new HashMap<>();
        for (Recorded record : records) {
            if (record.topic().equals("audit")) {
                audit.computeIfAbsent(when(record.value().bytes()), w -> new ArrayList<>())
                        .add(record);
            }
        }
        List<Recorded> onCommand = new ArrayList<>(audit.get("command"));
        records.stream().filter(r -> r.topic().startsWith("erase.")).forEach(onCommand::add);
        List<Recorded> onLastAck = new ArrayList<>(audit.get("end"));
        records.stream()
                .filter(r -> r.topic().equals("completions") || r.topic().equals("notifications"))
                .forEach(onLastAck::add);
        return new Recording(onCommand, audit.get("ack").get(0), onLastAck);
    }

    /** Which input an audit entry came of. */
    private static String when(byte[] entry) throws IOException {
        var decoder = DecoderFactory.get().binaryDecoder(entry, HEADER, entry.length - HEADER, null);
        decoder.readInt(); // partition
        decoder.readLong(); // sequence
        decoder.readLong(); // when
        return switch (decoder.readString()) {
            case "TaskAnswered" -> "ack";
            case "RequestCompleted" -> "end";
            default -> "command";
        };
    }
}
