package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.Page;
import io.lethe.query.NotReadableException;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.serde.RegistryRefusedException;
import io.lethe.serde.RegistryUnavailableException;
import io.lethe.services.Definitions;
import io.lethe.services.Problem;
import io.lethe.services.ServiceChecks;
import io.lethe.services.ServiceRegistry;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/** The catalogue of services: read, changed once every later request includes the change. */
final class ServiceHandlers {
    private final Catalogues catalogues;
    private final ServiceChecks checks;
    private final ServiceRegistry registry;
    private final LongSupplier published;
    private final Activations activations;

    /**
     * Handles the catalogue's calls.
     *
     * @param published version of the last change that stands in the topic
     */
    ServiceHandlers(
            Catalogues catalogues,
            ServiceChecks checks,
            ServiceRegistry registry,
            LongSupplier published,
            Activations activations) {
        this.catalogues = catalogues;
        this.checks = checks;
        this.registry = registry;
        this.published = published;
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

    /**
     * PUT /services/{name}: checks the words and the brokers' topics first, so that the caller learns what is wrong. What is active already is published
     * again where another change may still be on its way: it would win otherwise.
     */
    void put(Context ctx) {
        String name = ctx.pathParam("name");
        ServiceDefinition definition = Exchange.body(ctx, ServiceBody.class).toContract(name);
        refuse(asked(() -> checks.check(definition, catalogues.active())));
        if (catalogues.isActive(definition, 0) && catalogues.isActive(definition, asked(published::getAsLong))) {
            Exchange.json(ctx, 200, ServiceBody.of(definition));
        } else {
            long version = written(() -> registry.publish(definition));
            follow(ctx, new ServiceChange(name, version, definition), () -> definition);
        }
    }

    /** DELETE /services/{name}: open requests still ask the service. One whose definition may still be on its way is removed behind it. */
    void delete(Context ctx) {
        String name = ctx.pathParam("name");
        SortedMap<String, ServiceDefinition> active = catalogues.active();
        ServiceDefinition definition = active.get(name);
        boolean isNone =
                definition == null && (!Definitions.isName(name) || catalogues.haveTaken(asked(published::getAsLong)));
        if (isNone) {
            throw unknown();
        }
        refuse(checks.checkRemoval(name, active));
        long version = written(() -> registry.remove(name));
        follow(ctx, new ServiceChange(name, version, null), () -> definition == null ? removed(name) : definition);
    }

    /** What it was. Its row may be unreadable right after, and then the answer must not read as if nothing had been done. */
    private ServiceDefinition removed(String name) {
        try {
            return catalogues.known(name).orElseThrow(ServiceHandlers::unknown);
        } catch (NotReadableException e) {
            throw new ProblemException(ProblemCode.NOT_DECIDED, "it is removed; what it was cannot be read here", e);
        }
    }

    private void follow(Context ctx, ServiceChange change, Supplier<ServiceDefinition> shown) {
        ctx.future(() -> activations.of(change).thenRun(() -> Exchange.json(ctx, 200, ServiceBody.of(shown.get()))));
    }

    private ServiceDefinition active(String name) {
        ServiceDefinition definition = catalogues.active().get(name);
        if (definition == null) {
            throw unknown();
        }
        return definition;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw Activations.refusal(problems);
        }
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemCode.NO_SUCH_SERVICE, "the catalogue has no service of this name");
    }

    /** What the brokers say, who are asked and told nothing. */
    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    /** Version of a change that is written. What is given up waiting for may have been written all the same, but for what never left for the brokers. */
    static long written(LongSupplier change) {
        try {
            return change.getAsLong();
        } catch (RegistryUnavailableException | RegistryRefusedException | SerializationException e) {
            throw unavailable(e);
        } catch (KafkaException e) {
            throw new ProblemException(
                    ProblemCode.NOT_DECIDED,
                    "the change may be published all the same ("
                            + e.getClass().getSimpleName()
                            + "): see with GET, or repeat the call",
                    e);
        }
    }

    private static ProblemException unavailable(KafkaException e) {
        return new ProblemException(
                ProblemCode.UNAVAILABLE,
                "the brokers or the schema registry did not answer: "
                        + e.getClass().getSimpleName(),
                e);
    }
}
