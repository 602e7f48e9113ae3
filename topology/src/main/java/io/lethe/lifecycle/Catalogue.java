package io.lethe.lifecycle;

import io.lethe.schemas.ServiceDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The services as one partition knows them: changes come as inputs of its own log, so a replay sees each at the same place. Immutable. Services
 * are in the order of their names, so that decisions do not depend on the order of a map.
 */
public final class Catalogue {
    /** No service. */
    public static final Catalogue EMPTY = new Catalogue(0, new TreeMap<>());

    private final long version;
    private final SortedMap<String, Service> services;

    private Catalogue(long version, SortedMap<String, Service> services) {
        this.version = version;
        this.services = services;
    }

    /** Rises with every change. */
    public long version() {
        return version;
    }

    /** The catalogue with a service defined anew. */
    public Catalogue defining(long newVersion, ServiceDefinition definition) {
        return with(newVersion, Service.of(definition, false));
    }

    /** The catalogue with a service kept for open requests only; an unknown name changes the version alone. */
    public Catalogue removing(long newVersion, String name) {
        Service old = services.get(name);
        if (old == null) {
            return new Catalogue(Math.max(version, newVersion), services);
        }
        return with(
                newVersion,
                new Service(
                        name,
                        old.actions(),
                        old.after(),
                        old.tombstoneTopics(),
                        old.ackTimeout(),
                        old.maxAttempts(),
                        true));
    }

    private Catalogue with(long newVersion, Service service) {
        TreeMap<String, Service> next = new TreeMap<>(services);
        next.put(service.name(), service);
        return new Catalogue(Math.max(version, newVersion), next);
    }

    /** A service by name, removed ones and the packager included. */
    public Optional<Service> find(String name) {
        return name.equals(RequestState.PACKAGER)
                ? Optional.of(Service.packager())
                : Optional.ofNullable(services.get(name));
    }

    /** A service that new requests may name. */
    Optional<Service> active(String name) {
        return Optional.ofNullable(services.get(name)).filter(s -> !s.removed());
    }

    /** Names of the services of which this holds and that were not removed, in order. */
    List<String> namesWhere(Predicate<Service> what) {
        List<String> names = new ArrayList<>();
        services.values().stream().filter(s -> !s.removed() && what.test(s)).forEach(s -> names.add(s.name()));
        return names;
    }

    /** All services, removed ones included, by name. */
    public SortedMap<String, Service> all() {
        return Collections.unmodifiableSortedMap(services);
    }
}
