package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.Service;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A subject and the services, as the rules read to somebody who has not seen the engine. */
public final class Model {
    static final String PACKAGER = "export-packager";

    /** A hold; {@code services} null: all. */
    record MHold(List<String> services, Instant until, String content) {}

    final Policy policy;
    final Map<String, Service> services = new TreeMap<>();
    public final List<ModelRequest> requests = new ArrayList<>();
    /** Content of every request that ended; outlives the subject's stub. */
    public final Map<String, String> closed = new HashMap<>();
    /** Ids that belong to other subjects. */
    public final Set<String> foreign = new HashSet<>();
    /** Ended requests that the stub still remembers. */
    public int stub;

    public final Map<String, MHold> holds = new LinkedHashMap<>();
    public Instant idleSince;
    public boolean forgotten;
    Instant now;
    boolean timer;
    Seen seen;

    public Model(Policy policy) {
        this.policy = policy;
        services.put(
                PACKAGER,
                new Service(
                        PACKAGER,
                        Set.of(Action.EXPORT, Action.HARD_DELETE, Action.VERIFY),
                        Set.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    public void define(ServiceDefinition definition) {
        services.put(definition.getName(), Service.of(definition, false));
    }

    public void remove(String name) {
        Service s = services.get(name);
        services.put(
                name,
                new Service(name, s.actions(), s.after(), s.tombstoneTopics(), s.ackTimeout(), s.maxAttempts(), true));
    }

    /** A command; {@code content} tells a repeat from another request. */
    public Seen command(PrivacyCommand command, String actor, String content, List<String> identities, Instant at) {
        begin(at, false);
        new ModelCommands(this, actor, content, identities).take(command.getCommand());
        return finish();
    }

    public Seen ack(ServiceAck ack, boolean tokenValid, Instant at) {
        begin(at, false);
        if (tokenValid) {
            ModelAnswers.take(this, ack);
        }
        return finish();
    }

    public Seen timer(Instant at) {
        begin(at, true);
        ModelTimers.fire(this);
        return finish();
    }

    private void begin(Instant at, boolean isTimer) {
        now = at;
        timer = isTimer;
        seen = new Seen();
        forgotten = false;
    }

    private Seen finish() {
        ModelFlow flow = new ModelFlow(this);
        boolean moved;
        do {
            moved = false;
            for (ModelRequest r : List.copyOf(requests)) {
                moved |= flow.advance(r);
            }
        } while (moved);
        if (timer) {
            requests.forEach(r -> ModelTimers.announce(this, r));
        }
        requests.forEach(this::tellFailure);
        for (ModelRequest r : List.copyOf(requests)) {
            if (settled(r)) {
                requests.remove(r);
                closed.put(r.id, r.content);
                stub++;
            }
        }
        boolean idle = requests.isEmpty() && holds.isEmpty() && stub > 0;
        idleSince = !idle ? null : idleSince == null ? now : idleSince;
        return seen;
    }

    static boolean settled(ModelRequest r) {
        ModelStep packager = r.steps.get(PACKAGER);
        boolean fileGone = r.erasure || packager == null || packager.action != Action.HARD_DELETE || packager.ended();
        return !r.open() && r.phase != Phase.READY && fileGone;
    }

    private void tellFailure(ModelRequest r) {
        boolean failed = r.open() && stuck(r);
        if (r.open() && failed != r.failed) {
            seen.told.add(r.id + (failed ? ":failed" : ":resumed"));
        }
        r.failed = failed;
    }

    /** FAILED: something has, no answer can come and no retry timer runs. */
    private boolean stuck(ModelRequest r) {
        return r.any(s -> s.failed() && s.action != Action.SOFT_DELETE)
                && !r.any(s -> s.status == StepStatus.SENT)
                && !r.any(s -> s.status == StepStatus.BACKOFF && !isStopped(s));
    }

    Service service(String name) {
        return services.get(name);
    }

    boolean canErase(Service s) {
        return s.actions().contains(Action.HARD_DELETE) || !s.tombstoneTopics().isEmpty();
    }

    boolean isHeld(String service) {
        return holds.values().stream().anyMatch(h -> h.services == null || h.services.contains(service));
    }

    /** Never the deletion of Lethe's own files: a hold is about what services have. */
    boolean isStopped(ModelStep s) {
        return s.destroys() && !s.service.equals(PACKAGER) && isHeld(s.service);
    }

    ModelRequest find(String id) {
        return requests.stream().filter(r -> r.id.equals(id)).findFirst().orElse(null);
    }

    /** A request that comes ends the idle time, even one that is refused at once. */
    void add(ModelRequest r) {
        requests.add(r);
        idleSince = null;
    }

    void refuse(String id, RefusalCode code) {
        seen.refused.add((id == null ? "-" : id) + ":" + code);
    }

    void close(ModelRequest r, Outcome outcome) {
        r.outcome = outcome;
        r.phase = r.erasure || outcome == Outcome.CANCELLED || outcome == Outcome.REJECTED ? Phase.DONE : Phase.READY;
        seen.completed.add(r.id + ":" + outcome);
    }
}
