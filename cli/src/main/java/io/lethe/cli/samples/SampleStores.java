package io.lethe.cli.samples;

import io.lethe.participant.ParticipantBuilder;
import io.lethe.schemas.ServiceDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The sample company's services {@code accounts}, {@code orders}, {@code documents} and {@code crm}, with their stores.
 * Data stays in the directory, and in Kafka, from one start to the next. Made-up customers are {@code customer-00001} and
 * so on.
 */
public final class SampleStores implements AutoCloseable {
    /** How many customers there are unless somebody asks for another number. */
    public static final int CUSTOMERS = 10_000;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final List<SampleService> services = new ArrayList<>();
    private PostgresServer postgres;
    private ObjectServer objects;

    private SampleStores() {}

    /**
     * Starts the stores; nothing is left running when one does not start.
     *
     * @param directory where PostgreSQL and the S3 server keep their data
     * @param kafka properties for Kafka clients, with {@code bootstrap.servers}
     * @throws IOException when a store does not start, or does not answer
     */
    public static SampleStores start(Path directory, Map<String, ?> kafka) throws IOException {
        SampleStores stores = new SampleStores();
        try {
            stores.openAll(directory, kafka);
            return stores;
        } catch (Exception e) {
            stores.close();
            throw e instanceof IOException io ? io : new IOException("The sample stores do not start", e);
        }
    }

    /** Subject ids of the first so many customers. */
    public static List<String> subjects(int customers) {
        return IntStream.rangeClosed(1, customers).mapToObj(MadeUpData::id).toList();
    }

    /** What to register with Lethe, in an order in which each names only earlier ones. */
    public List<ServiceDefinition> definitions() {
        return services.stream().map(SampleService::definition).toList();
    }

    /** One for each service that answers tasks, by its name; they still need to know where Kafka and the registry are. */
    public Map<String, ParticipantBuilder> participants() {
        Map<String, ParticipantBuilder> participants = new LinkedHashMap<>();
        for (SampleService service : services) {
            service.participant()
                    .ifPresent(builder -> participants.put(service.definition().getName(), builder));
        }
        return participants;
    }

    /** Addresses of the stores, for people. */
    public Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("accounts", postgres.url("accounts"));
        addresses.put("orders", postgres.url("orders"));
        addresses.put("documents", objects.endpoint() + "/" + DocumentsService.BUCKET);
        addresses.put("crm", "topic " + CrmService.TOPIC);
        return addresses;
    }

    /**
     * Fills the stores that were not filled before, side by side.
     *
     * @return whether there was anything to fill
     * @throws IOException when a store could not be filled; the next call tries it again
     */
    public boolean load(int customers, LoadProgress progress) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(services.size());
        try {
            List<Future<Boolean>> loads = services.stream()
                    .map(service -> threads.submit(() -> loadOnce(service, customers, progress)))
                    .toList();
            boolean any = false;
            for (Future<Boolean> load : loads) {
                any |= load.get();
            }
            return any;
        } catch (ExecutionException e) {
            throw new IOException("The sample data could not be loaded", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** For each service the rows, objects or records that its store holds of these subjects, counted in the store. */
    public Map<String, Long> count(Collection<String> subjects) throws IOException {
        return ask(service -> service.count(subjects));
    }

    /** For each service how many of those are hidden by a soft delete. */
    public Map<String, Long> hidden(Collection<String> subjects) throws IOException {
        return ask(service -> service.hidden(subjects));
    }

    /** For each service a fingerprint of what its store holds of these subjects, read from the store. */
    public Map<String, Checksum> of(Collection<String> subjects) throws IOException {
        return ask(service -> service.of(subjects));
    }

    /** For each service a fingerprint of all that its store holds but these subjects' data, read from the store. */
    public Map<String, Checksum> others(Collection<String> subjects) throws IOException {
        return ask(service -> service.others(subjects));
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IOException("A sample store does not stop", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void openAll(Path directory, Map<String, ?> kafka) throws Exception {
        Files.createDirectories(directory);
        postgres = opened(PostgresServer.start(directory.resolve("postgres")));
        objects = opened(ObjectServer.start(directory.resolve("s3")));
        services.add(opened(new PostgresService(postgres, OrdersSchema.SCHEMA, List.of())));
        services.add(new DocumentsService(objects, directory.resolve("s3.loaded")));
        services.add(new CrmService(kafka));
        // The account goes last: the others may still look their customer up in it.
        services.add(opened(new PostgresService(postgres, AccountsSchema.SCHEMA, List.of("orders", "documents"))));
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    private static boolean loadOnce(SampleService service, int customers, LoadProgress progress) throws Exception {
        if (service.isLoaded()) {
            return false;
        }
        service.load(customers, progress);
        return true;
    }

    /** Asks one service something. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(SampleService service) throws Exception;
    }

    private <T> Map<String, T> ask(Question<T> question) throws IOException {
        Map<String, T> answers = new LinkedHashMap<>();
        for (SampleService service : services) {
            String name = service.definition().getName();
            try {
                answers.put(name, question.ask(service));
            } catch (Exception e) {
                throw new IOException("The store of " + name + " does not answer", e);
            }
        }
        return answers;
    }
}
