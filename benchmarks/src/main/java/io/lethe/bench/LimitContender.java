package io.lethe.bench;

import io.lethe.topics.TopicAdmin;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * The limit: a consumer and a transactional producer that write for each input what Lethe would write, from templates, deciding and storing nothing. Topics,
 * partitions, record sizes, ackers and broker are the same.
 */
final class LimitContender implements Contender {
    private final Pipeline pipeline;
    private final KafkaRun runs;

    LimitContender(Ground ground, String name, Recording recording) {
        Deployment deployment = Deployment.of(ground, name, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrapServers()))) {
            TopicAdmin topics = new TopicAdmin(admin, deployment.config());
            topics.provision();
            Work.services().forEach(topics::provisionService);
        }
        KafkaClients clients = new KafkaClients(ground.bootstrapServers());
        runs = new KafkaRun(deployment, clients, false);
        pipeline = new Pipeline(deployment, clients, recording, runs.requestIdInCommands());
        pipeline.start();
    }

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public Sample run(Work work) throws Exception {
        pipeline.expect(work);
        Sample sample = runs.run(work);
        pipeline.check();
        return sample;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable part : List.of(pipeline, runs)) {
            part.close();
        }
    }
}
