package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What time brings; the end of the grace period and the verification are the flow's. */
final class ModelTimers {
    static final Duration WEEK = Duration.ofDays(7);

    private ModelTimers() {}

    static void fire(Model model) {
        model.holds.values().removeIf(h -> h.until() != null && isDue(model, h.until()));
        for (ModelRequest r : List.copyOf(model.requests)) {
            deadline(model, r);
            r.steps.values().forEach(s -> step(model, r, s));
            if (r.phase == Phase.READY && isDue(model, r.expiresAt)) {
                ModelFlow.deleteFile(r);
                r.phase = Phase.EXPIRED;
            }
        }
        if (model.idleSince != null && isDue(model, model.idleSince.plus(model.policy.forgetAfter()))) {
            model.stub = 0;
            model.forgotten = true;
            model.seen.told.add("-:forgotten");
        }
    }

    /** Once everything else has happened: only of a file that is still there then. */
    static void announce(Model model, ModelRequest r) {
        Duration warning = model.policy.exportWarning();
        boolean kept = r.phase == Phase.READY
                && Duration.between(r.readyAt, r.expiresAt).compareTo(warning) > 0;
        if (kept && !r.endTold && isDue(model, r.expiresAt.minus(warning))) {
            r.endTold = true;
            model.seen.told.add(r.id + ":expiring");
        }
    }

    private static boolean isDue(Model model, Instant at) {
        return !model.now.isBefore(at);
    }

    private static void deadline(Model model, ModelRequest r) {
        List<Duration> warnings = model.policy.deadlineWarnings();
        if (!r.open() || r.missed) {
            return;
        }
        if (isDue(model, r.dueAt)) {
            r.missed = true;
            model.seen.told.add(r.id + ":missed");
            return;
        }
        while (r.warned < warnings.size() && isDue(model, r.dueAt.minus(warnings.get(r.warned)))) {
            r.warned++;
            model.seen.told.add(r.id + ":approaching");
        }
    }

    private static void step(Model model, ModelRequest r, ModelStep s) {
        if (s.nextAt == null || !isDue(model, s.nextAt) || model.isStopped(s)) {
            return;
        }
        Action before = s.action;
        if (ModelHardDelete.loseTopics(model, s)) {
            return;
        }
        if (s.action != before) {
            ModelFlow.send(model, r, s);
        } else if (s.failed()) {
            s.nextAt = model.now.plus(WEEK);
            model.seen.tasks.add(ModelFlow.name(r, s) + "!");
        } else if (s.tries < max(model, s)) {
            ModelFlow.send(model, r, s);
        } else {
            fail(model, s);
        }
    }

    static void fail(Model model, ModelStep s) {
        s.status = StepStatus.FAILED;
        s.nextAt = model.now.plus(WEEK);
    }

    static int max(Model model, ModelStep s) {
        return model.service(s.service).maxAttempts().orElse(model.policy.maxAttempts());
    }
}
