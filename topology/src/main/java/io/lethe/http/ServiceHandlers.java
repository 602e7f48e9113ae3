package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.Page;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.services.Problem;
import io.lethe.services.ServiceChecks;
import io.lethe.services.ServiceRegistry;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** The catalogue of services: read, changed once every later request includes the change. */
final class ServiceHandlers {
    private final Catalogues catalogues;
    private final ServiceChecks checks;
    private final ServiceRegistry registry;
    private final Activations activations;

    ServiceHandlers(Catalogues catalogues, ServiceChecks checks, ServiceRegistry registry, Activations activations) {
        this.catalogues = catalogues;
        this.checks = checks;
        this.registry = registry;
        this.activations = activations;
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
        onBrokers(() -> {
            refuse(checks.check(definition, catalogues.active()));
            if (catalogues.isActive(definition)) {
                Exchange.json(ctx, 200, ServiceBody.of(definition));
            } else {
                follow(ctx, new ServiceChange(name, registry.publish(definition), definition), definition);
            }
        });
    }

    /** DELETE /services/{name}: open requests still ask the service. */
    void delete(Context ctx) {
        String name = ctx.pathParam("name");
        ServiceDefinition definition = active(name);
        refuse(checks.checkRemoval(name, catalogues.active()));
        onBrokers(() -> follow(ctx, new ServiceChange(name, registry.remove(name), null), definition));
    }

    private void follow(Context ctx, ServiceChange change, ServiceDefinition shown) {
        ctx.future(() -> activations.of(change).thenRun(() -> Exchange.json(ctx, 200, ServiceBody.of(shown))));
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
            throw Activations.refusal(problems);
        }
    }

    private static void onBrokers(Runnable work) {
        try {
            work.run();
        } catch (KafkaException e) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE,
                    "the brokers or the schema registry did not answer: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
