package io.lethe.services;

import io.lethe.schemas.ServiceDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The order in which services are erased: which names {@code after} may hold, so that some service can always begin. */
final class ServiceOrder {
    private final Map<String, ServiceDefinition> services;
    private final String start;
    private final Set<String> visited = new HashSet<>();
    private final Deque<String> path = new ArrayDeque<>();

    private ServiceOrder(Map<String, ServiceDefinition> services, String start) {
        this.services = services;
        this.start = start;
    }

    static List<Problem> check(ServiceDefinition definition, Map<String, ServiceDefinition> catalogue) {
        var problems = new ArrayList<Problem>();
        var name = definition.getName();
        var unknown = new TreeSet<>(definition.getAfter());
        unknown.removeAll(catalogue.keySet());
        unknown.remove(name);
        unknown.forEach(other -> problems.add(new Problem("after", "there is no service " + other)));
        if (new HashSet<>(definition.getAfter()).size() < definition.getAfter().size()) {
            problems.add(new Problem("after", "the same service twice"));
        }
        var services = new HashMap<>(catalogue);
        services.put(name, definition);
        var order = new ServiceOrder(services, name);
        if (order.leadsBack(name)) {
            problems.add(new Problem("after", "a cycle: " + String.join(" → ", order.path) + " → " + name));
        }
        return problems;
    }

    static List<Problem> checkRemoval(String name, Map<String, ServiceDefinition> catalogue) {
        return catalogue.values().stream()
                .filter(other ->
                        !other.getName().equals(name) && other.getAfter().contains(name))
                .map(ServiceDefinition::getName)
                .sorted()
                .map(other -> new Problem("name", other + " is erased after " + name + "; change " + other + " first"))
                .toList();
    }

    /** The others have no cycle among them, so that a new one goes through the service itself. On success the path holds it. */
    private boolean leadsBack(String name) {
        path.addLast(name);
        for (var next : after(name)) {
            if (next.equals(start) || (visited.add(next) && leadsBack(next))) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }

    private List<String> after(String name) {
        var definition = services.get(name);
        return definition == null ? List.of() : definition.getAfter();
    }
}
