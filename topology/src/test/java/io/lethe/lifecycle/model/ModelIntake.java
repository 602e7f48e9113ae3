package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.Service;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;

/** New requests. */
final class ModelIntake {
    private final Model model;
    private final String actor;
    private final String content;
    private final List<String> identities;

    ModelIntake(Model model, String actor, String content, List<String> identities) {
        this.model = model;
        this.actor = actor;
        this.content = content;
        this.identities = identities;
    }

    /** True where the id is taken and all has been said. */
    private boolean isTaken(String id) {
        ModelRequest live = model.find(id);
        if (live == null && model.foreign.contains(id)) {
            model.seen.told.add(id + ":clashed");
            return true;
        }
        String there = live == null ? model.closed.get(id) : live.content;
        if (there != null && !there.equals(content)) {
            model.refuse(id, RefusalCode.REQUEST_ID_REUSED);
        } else if (there == null
                && model.requests.stream().filter(ModelRequest::open).count() >= model.policy.maxOpen()) {
            model.refuse(id, RefusalCode.TOO_MANY_OPEN);
            return true;
        }
        return there != null;
    }

    void erasure(RequestErasure c) {
        if (isTaken(c.getRequestId())) {
            return;
        }
        Duration grace = grace(c.getGracePeriod());
        Instant received = received(c.getReceivedAt());
        ModelRequest r = new ModelRequest(
                c.getRequestId(),
                true,
                content,
                actor,
                c.getRegulation(),
                received,
                c.getServices(),
                identities,
                grace);
        r.dueAt = ModelCalendar.dueAt(r.regulation, received, false, model.policy);
        model.add(r);
        r.phase = Phase.QUEUED;
        if (grace == null || !canServe(c.getServices(), model::canErase)) {
            model.close(r, Outcome.REJECTED);
        } else {
            new ModelFlow(model).queue(r);
        }
    }

    /** Nobody gains time by a receipt in the future. */
    private Instant received(Instant asked) {
        return asked == null || asked.isAfter(model.now) ? model.now : asked;
    }

    private Duration grace(String text) {
        try {
            Duration d = text == null ? model.policy.gracePeriod() : Duration.parse(text);
            return d.isNegative() || d.compareTo(model.policy.maxGracePeriod()) > 0 ? null : d;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private boolean canServe(List<String> named, Predicate<Service> can) {
        if (named != null) {
            return !named.isEmpty() && named.stream().allMatch(n -> isActive(n) && can.test(model.service(n)));
        }
        return model.services.values().stream().anyMatch(s -> isActive(s.name()) && can.test(s));
    }

    private boolean isActive(String name) {
        return !name.equals(Model.PACKAGER)
                && model.service(name) != null
                && !model.service(name).removed();
    }

    void export(RequestExport c) {
        if (isTaken(c.getRequestId())) {
            return;
        }
        Instant received = received(c.getReceivedAt());
        ModelRequest r = new ModelRequest(
                c.getRequestId(), false, content, actor, c.getRegulation(), received, null, identities, null);
        r.dueAt = ModelCalendar.dueAt(r.regulation, received, false, model.policy);
        List<String> set = c.getServices();
        boolean valid = canServe(set, s -> s.actions().contains(Action.EXPORT));
        List<String> chosen = set != null
                ? set
                : model.services.values().stream()
                        .filter(s -> isActive(s.name()) && s.actions().contains(Action.EXPORT))
                        .map(Service::name)
                        .toList();
        if (!valid || chosen.stream().anyMatch(this::isBeingErased)) {
            model.add(r);
            model.close(r, Outcome.REJECTED);
            return;
        }
        chosen.forEach(s -> r.steps.put(s, new ModelStep(s, Action.EXPORT)));
        r.steps.put(Model.PACKAGER, new ModelStep(Model.PACKAGER, Action.EXPORT));
        r.phase = Phase.COLLECTING;
        model.add(r);
    }

    private boolean isBeingErased(String service) {
        return model.requests.stream()
                .filter(r -> r.erasure && r.open() && r.dispatched())
                .map(r -> r.steps.get(service))
                .anyMatch(s -> s != null && s.hardSent);
    }
}
