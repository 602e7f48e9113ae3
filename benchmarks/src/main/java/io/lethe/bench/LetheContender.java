package io.lethe.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Lethe as it ships, in its own process, with ten services. */
final class LetheContender implements Contender {
    private static final String SERVICE = "{\"actions\": [\"HARD_DELETE\"]}";

    private final String name;
    private final Deployment deployment;
    private final KafkaClients clients;
    private final EngineProcess engine;
    private final KafkaRun runs;
    private boolean closed;

    LetheContender(Ground ground, String name, Map<String, String> settings, List<String> jvmOptions)
            throws IOException, InterruptedException {
        this.name = name;
        deployment = Deployment.of(ground, name, settings);
        clients = new KafkaClients(ground.bootstrapServers());
        var directory = Files.createDirectories(ground.directory().resolve(name));
        engine = EngineProcess.start(deployment, directory.resolve("engine.log"), jvmOptions);
        for (String service : Work.services()) {
            put(service);
        }
        runs = new KafkaRun(deployment, clients, true);
    }

    private void put(String service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(engine.http() + "/api/v1/services/" + service))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(SERVICE))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("Service " + service + " was not taken: " + answer.body());
        }
    }

    Deployment deployment() {
        return deployment;
    }

    EngineProcess engine() {
        return engine;
    }

    KafkaRun runs() {
        return runs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample run(Work work) throws Exception {
        return runs.run(work);
    }

    @Override
    public void close() throws Exception {
        if (!closed) {
            closed = true;
            runs.close();
            engine.close();
        }
    }
}
