package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.RefusalCode;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.Action;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.Outcome;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.util.List;
import java.util.function.Consumer;

/** What people and services ask for. */
final class ModelCommands {
    private final Model model;
    private final String actor;
    private final String content;
    private final List<String> identities;

    ModelCommands(Model model, String actor, String content, List<String> identities) {
        this.model = model;
        this.actor = actor;
        this.content = content;
        this.identities = identities;
    }

    void take(Object command) {
        if (command instanceof RequestErasure c) {
            new ModelIntake(model, actor, content, identities).erasure(c);
        } else if (command instanceof RequestExport c) {
            new ModelIntake(model, actor, content, identities).export(c);
        } else if (command instanceof CancelRequest c) {
            end(c.getRequestId(), Outcome.CANCELLED, true);
        } else if (command instanceof RejectRequest c) {
            end(c.getRequestId(), Outcome.REJECTED, isText(c.getReason()));
        } else if (command instanceof ApproveRequest c) {
            onOpen(c.getRequestId(), this::approve);
        } else if (command instanceof RetryRequest c) {
            onOpen(c.getRequestId(), r -> retry(r, c.getServices()));
        } else if (command instanceof WaiveService c) {
            onOpen(c.getRequestId(), r -> waive(r, c.getService(), isText(c.getReason())));
        } else if (command instanceof ExtendDeadline c) {
            onOpen(c.getRequestId(), r -> extend(r, isText(c.getReason())));
        } else if (command instanceof ExpireExport c) {
            onAlive(c.getRequestId(), this::expire);
        } else if (command instanceof PlaceHold c) {
            place(c);
        } else if (command instanceof ReleaseHold c) {
            release(c.getHoldId());
        } else if (!(command instanceof RecordAccess)) {
            throw new AssertionError("no such command " + command.getClass());
        }
    }

    private static boolean isText(String s) {
        return s != null && !s.isBlank();
    }

    private void onAlive(String id, Consumer<ModelRequest> then) {
        ModelRequest r = model.find(id);
        if (r == null) {
            model.refuse(id, model.closed.containsKey(id) ? RefusalCode.REQUEST_CLOSED : RefusalCode.UNKNOWN_REQUEST);
        } else {
            then.accept(r);
        }
    }

    private void onOpen(String id, Consumer<ModelRequest> then) {
        onAlive(id, r -> {
            if (r.open()) {
                then.accept(r);
            } else {
                model.refuse(id, RefusalCode.REQUEST_CLOSED);
            }
        });
    }

    private void end(String id, Outcome how, boolean valid) {
        if (!valid) {
            model.refuse(id, RefusalCode.INVALID_FIELD);
            return;
        }
        onOpen(id, r -> {
            if (r.dispatched()) {
                model.refuse(id, RefusalCode.HARD_DELETE_STARTED);
            } else if (r.ending != null) {
                model.refuse(id, RefusalCode.REQUEST_CLOSED);
            } else if (r.phase == Phase.COALESCED && leads(r).dispatched()) {
                model.refuse(id, RefusalCode.HARD_DELETE_STARTED);
            } else {
                takeBack(r, how);
            }
        });
    }

    private ModelRequest leads(ModelRequest r) {
        return model.find(r.ridesOn);
    }

    private void takeBack(ModelRequest r, Outcome how) {
        r.ending = how;
        if (!r.erasure) {
            model.close(r, how);
            ModelFlow.deleteFile(r);
            return;
        }
        r.phase = Phase.RESTORING;
        r.steps.values().forEach(s -> {
            if (s.softIssued) {
                s.restart(Action.RESTORE);
            } else if (!s.ended()) {
                s.end(StepStatus.SKIPPED);
            }
        });
    }

    private void approve(ModelRequest r) {
        if (r.phase != Phase.AWAITING_APPROVAL || r.approved) {
            model.refuse(r.id, RefusalCode.NOT_AWAITING_APPROVAL);
        } else if (r.requestedBy.equals(actor)) {
            model.refuse(r.id, RefusalCode.SELF_APPROVAL);
        } else {
            r.approved = true;
        }
    }

    private void retry(ModelRequest r, List<String> only) {
        if (only != null && !r.steps.keySet().containsAll(only)) {
            model.refuse(r.id, RefusalCode.UNKNOWN_SERVICE);
            return;
        }
        List<ModelStep> failed = r.steps.values().stream()
                .filter(s -> s.failed() && (only == null || only.contains(s.service)))
                .toList();
        if (failed.isEmpty()) {
            model.refuse(r.id, RefusalCode.NOTHING_TO_RETRY);
        }
        failed.forEach(s -> {
            if (s.residue) {
                s.round++;
                s.restart(Action.HARD_DELETE);
            }
            s.residue = false;
            s.status = StepStatus.WAITING;
            s.tries = 0;
            s.nextAt = null;
        });
    }

    private void waive(ModelRequest r, String service, boolean valid) {
        ModelStep s = r.steps.get(service);
        if (!valid) {
            model.refuse(r.id, RefusalCode.INVALID_FIELD);
        } else if (service.equals(Model.PACKAGER)) {
            model.refuse(r.id, RefusalCode.NOT_SUPPORTED);
        } else if (s == null) {
            model.refuse(r.id, RefusalCode.UNKNOWN_SERVICE);
        } else if (isFinished(r, s)) {
            model.refuse(r.id, RefusalCode.SERVICE_FINISHED);
        } else {
            boolean done = r.dispatched() && s.ended();
            s.action = done ? Action.HARD_DELETE : s.action;
            s.verifyWaived = done;
            s.end(StepStatus.WAIVED);
        }
    }

    /** Before the hard delete a service's part goes on even when its soft delete has ended. */
    private boolean isFinished(ModelRequest r, ModelStep s) {
        boolean moreToCome = r.erasure && !r.dispatched() && r.ending == null;
        return moreToCome ? s.status == StepStatus.WAIVED : s.ended() && !new ModelHardDelete(model).wantsVerify(s);
    }

    private void extend(ModelRequest r, boolean valid) {
        if (!valid) {
            model.refuse(r.id, RefusalCode.INVALID_FIELD);
        } else if (r.extended) {
            model.refuse(r.id, RefusalCode.ALREADY_EXTENDED);
        } else if (r.missed || !model.now.isBefore(r.dueAt)) {
            model.refuse(r.id, RefusalCode.DEADLINE_PASSED);
        } else {
            r.extended = true;
            r.warned = 0;
            r.dueAt = ModelCalendar.dueAt(r.regulation, r.receivedAt, true, model.policy);
        }
    }

    private void expire(ModelRequest r) {
        if (r.erasure) {
            model.refuse(r.id, RefusalCode.NOT_SUPPORTED);
        } else if (r.phase != Phase.READY) {
            model.refuse(r.id, r.open() ? RefusalCode.NOT_READY : RefusalCode.REQUEST_CLOSED);
        } else {
            ModelFlow.deleteFile(r);
            r.phase = Phase.EXPIRED;
        }
    }

    private void place(PlaceHold c) {
        Model.MHold there = model.holds.get(c.getHoldId());
        if (there != null) {
            if (!there.content().equals(content)) {
                model.refuse(null, RefusalCode.HOLD_ID_REUSED);
            }
            return;
        }
        boolean invalid = !c.getHoldId().matches("[A-Za-z0-9._-]{1,64}")
                || !isText(c.getReason())
                || (c.getServices() != null && c.getServices().isEmpty())
                || (c.getUntil() != null && !c.getUntil().isAfter(model.now));
        if (invalid) {
            model.refuse(null, RefusalCode.INVALID_FIELD);
        } else if (c.getServices() != null && !c.getServices().stream().allMatch(this::isKnown)) {
            model.refuse(null, RefusalCode.UNKNOWN_SERVICE);
        } else {
            model.holds.put(c.getHoldId(), new Model.MHold(c.getServices(), c.getUntil(), content));
        }
    }

    private boolean isKnown(String service) {
        return !service.equals(Model.PACKAGER) && model.service(service) != null;
    }

    private void release(String id) {
        if (model.holds.remove(id) == null) {
            model.refuse(null, RefusalCode.UNKNOWN_HOLD);
        }
    }
}
