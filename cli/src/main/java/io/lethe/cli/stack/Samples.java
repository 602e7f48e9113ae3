package io.lethe.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.samples.SampleStores;
import io.lethe.config.LetheConfig;
import io.lethe.participant.Participant;
import io.lethe.schemas.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sample services: their stores, their data, and what answers for them. */
final class Samples implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LetheConfig config;
    private final SampleStores stores;
    private final Parts participants = new Parts();
    private final Map<String, Participant> answering = new HashMap<>();

    private Samples(LetheConfig config, SampleStores stores) {
        this.config = config;
        this.stores = stores;
    }

    /**
     * Starts the stores.
     *
     * @throws StackException when one does not start
     */
    static Samples start(Path directory, LetheConfig config) {
        try {
            return new Samples(config, SampleStores.start(directory, config.kafkaProperties()));
        } catch (IOException e) {
            throw failure("The sample stores did not start", e);
        }
    }

    SampleStores stores() {
        return stores;
    }

    /** Fills the stores with so many customers where they are not filled yet. */
    void load(int customers, StartReport report) {
        var done = new ConcurrentHashMap<String, Long>();
        var totals = new ConcurrentHashMap<String, Long>();
        try {
            stores.load(customers, (service, now, total) -> {
                done.put(service, now);
                totals.put(service, total);
                report.loading(sum(done), sum(totals));
            });
        } catch (IOException e) {
            throw failure("The sample data could not be loaded", e);
        }
    }

    /** Makes the services known to Lethe and lets them answer their tasks. */
    void join(LetheClient lethe) {
        for (var definition : stores.definitions()) {
            lethe.putService(definition.getName(), body(definition));
        }
        stores.participants().keySet().forEach(this::startService);
    }

    /** Lets a service answer its tasks: again, if it was stopped before. */
    void startService(String service) {
        var participant = stores.participants()
                .get(service)
                .properties(config.kafkaProperties())
                .topicPrefix(config.topics().prefix())
                .serde(config.connection().serdeClass())
                .build();
        answering.put(service, participants.add("sample service", participant));
        participant.start();
    }

    /** A service ends what it is doing and answers no more. */
    void stopService(String service) {
        participants.close(answering.remove(service));
    }

    @Override
    public void close() throws IOException {
        participants.close();
        stores.close();
    }

    private static JsonNode body(ServiceDefinition definition) {
        var body = JSON.createObjectNode();
        definition.getActions().forEach(action -> body.withArray("actions").add(action.name()));
        definition.getAfter().forEach(body.withArray("after")::add);
        var topics = body.withArray("tombstoneTopics");
        definition
                .getTombstoneTopics()
                .forEach(topic -> topics.addObject()
                        .put("topic", topic.getTopic())
                        .put("keyFormat", topic.getKeyFormat().name()));
        body.put("ackTimeout", definition.getAckTimeout());
        body.put("maxAttempts", definition.getMaxAttempts());
        body.put("owner", definition.getOwner());
        body.properties().removeIf(field -> field.getValue().isNull());
        return body;
    }

    private static long sum(Map<String, Long> values) {
        return List.copyOf(values.values()).stream().mapToLong(Long::longValue).sum();
    }

    private static StackException failure(String what, IOException e) {
        var cause = e.getCause() == null ? "" : ", " + e.getCause().getMessage();
        return new StackException(what + ": " + e.getMessage() + cause, e);
    }
}
