package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.Page;
import io.lethe.query.NotReadableException;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.services.Problem;
import io.lethe.services.ServiceChecks;
import io.lethe.services.ServiceRegistry;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;

/** The catalogue of services: read, changed once every later request includes the change. */
final class ServiceHandlers {
    private static final Duration ACTIVE_WITHIN = Duration.ofSeconds(30);

    private final Catalogues catalogues;
    private final ServiceChecks checks;
    private final ServiceRegistry registry;
    private final Conditions conditions;

    ServiceHandlers(Catalogues catalogues, ServiceChecks checks, ServiceRegistry registry, Conditions conditions) {
        this.catalogues = catalogues;
        this.checks = checks;
        this.registry = registry;
        this.conditions = conditions;
    }

    /** GET /services. */
    void list(Context ctx) {
        List<ServiceBody> services =
                catalogues.active().values().stream().map(ServiceBody::of).toList();
        Exchange.json(ctx, 200, new Page<>(services, null));
    }

    /** GET /services/{name}. */
    void get(Context ctx) {
        Exchange.json(ctx, 200, ServiceBody.of(active(ctx.pathParam("name"))));
    }

    /** PUT /services/{name}: checks the words and the brokers' topics first, so that the caller learns what is wrong. */
    void put(Context ctx) {
        String name = ctx.pathParam("name");
        ServiceDefinition definition = Exchange.body(ctx, ServiceBody.class).toContract(name);
        SortedMap<String, ServiceDefinition> catalogue = catalogues.active();
        onBrokers(() -> {
            refuse(checks.check(definition, catalogue));
            long version = registry.publish(definition);
            ctx.future(
                    () -> everywhere(name, version).thenRun(() -> Exchange.json(ctx, 200, ServiceBody.of(definition))));
        });
    }

    /** DELETE /services/{name}: open requests still ask the service. */
    void delete(Context ctx) {
        String name = ctx.pathParam("name");
        ServiceDefinition definition = active(name);
        SortedMap<String, ServiceDefinition> catalogue = catalogues.active();
        refuse(checks.checkRemoval(name, catalogue));
        onBrokers(() -> {
            long version = registry.remove(name);
            ctx.future(
                    () -> everywhere(name, version).thenRun(() -> Exchange.json(ctx, 200, ServiceBody.of(definition))));
        });
    }

    private ServiceDefinition active(String name) {
        ServiceDefinition definition = catalogues.active().get(name);
        if (definition == null) {
            throw new ProblemException(ProblemCode.NO_SUCH_SERVICE, "the catalogue has no service of this name");
        }
        return definition;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            String all =
                    String.join("; ", problems.stream().map(Problem::toString).toList());
            throw ProblemException.invalid(problems.get(0).field(), all);
        }
    }

    private CompletableFuture<Void> everywhere(String name, long version) {
        return conditions
                .until(() -> isEverywhere(name, version), ACTIVE_WITHIN)
                .exceptionally(e -> {
                    throw new ProblemException(
                            ProblemCode.NOT_DECIDED,
                            "the change is published and not active everywhere yet: ask again with GET",
                            e);
                });
    }

    private boolean isEverywhere(String name, long version) {
        try {
            return catalogues.isEverywhere(name, version);
        } catch (NotReadableException e) {
            // A partition that moves or restores will be readable again, or the time runs out.
            return false;
        }
    }

    private static void onBrokers(Runnable work) {
        try {
            work.run();
        } catch (KafkaException e) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE,
                    "the brokers did not answer: " + e.getClass().getSimpleName(),
                    e);
        }
    }
}
