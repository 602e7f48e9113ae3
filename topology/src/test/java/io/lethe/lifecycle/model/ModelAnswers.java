package io.lethe.lifecycle.model;

import io.lethe.lifecycle.Phase;
import io.lethe.lifecycle.StepStatus;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceAck;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What services answer; the token is known to be right. */
final class ModelAnswers {
    private ModelAnswers() {}

    static void take(Model model, ServiceAck ack) {
        ModelRequest r = model.find(ack.getRequestId());
        boolean matters = r != null && (r.open() || ack.getService().equals(Model.PACKAGER));
        ModelStep s = matters ? r.steps.get(ack.getService()) : null;
        if (s == null || s.action != ack.getAction() || !taskId(r, s).equals(ack.getTaskId()) || s.attempt == 0) {
            return;
        }
        boolean packed = s.action == Action.EXPORT && r.phase != Phase.COLLECTING;
        boolean late = s.status == StepStatus.WAIVED && s.action != Action.SOFT_DELETE && !s.verifyWaived && !packed;
        boolean openToGood = !s.ended() || late;
        if (ack.getRecordsAffected() < 0) {
            return;
        }
        if (ack.getOutcome() == AckOutcome.FAILED) {
            failed(model, s, ack);
        } else if (openToGood && isPossible(s, ack)) {
            good(model, s, ack);
        }
    }

    static String taskId(ModelRequest r, ModelStep s) {
        String name = r.id + "/" + s.service + "/" + s.action + "/" + s.round;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static boolean isPossible(ModelStep s, ServiceAck ack) {
        return switch (ack.getOutcome()) {
            case DONE -> !isHalfDescribed(s, ack);
            case NOT_FOUND -> !(s.service.equals(Model.PACKAGER) && s.action == Action.EXPORT);
            case EXEMPT ->
                ack.getReason() != null
                        && !ack.getReason().isBlank()
                        && s.action != Action.VERIFY
                        && s.action != Action.TOMBSTONE
                        && !s.service.equals(Model.PACKAGER);
            default -> false;
        };
    }

    private static boolean isHalfDescribed(ModelStep s, ServiceAck ack) {
        boolean packs = s.service.equals(Model.PACKAGER) && s.action == Action.EXPORT;
        return packs && (ack.getSizeBytes() == null) != (ack.getSha256() == null);
    }

    private static void failed(Model model, ModelStep s, ServiceAck ack) {
        boolean current = ack.getAttempt() == null || ack.getAttempt() == s.attempt;
        if (s.status != StepStatus.SENT || !current) {
            return;
        }
        if (ack.getRetryable() && s.tries < ModelTimers.max(model, s)) {
            s.status = StepStatus.BACKOFF;
            s.nextAt = model.now.plus(ModelFlow.backoff(model, s));
        } else {
            ModelTimers.fail(model, s);
        }
    }

    private static void good(Model model, ModelStep s, ServiceAck ack) {
        if (s.residue) {
            return;
        }
        boolean found = ack.getOutcome() == AckOutcome.DONE && ack.getRecordsAffected() > 0;
        if (s.action == Action.VERIFY && found) {
            residue(s);
        } else if (s.action == Action.HARD_DELETE && ack.getOutcome() != AckOutcome.EXEMPT && hasNulls(model, s)) {
            s.notFound = ack.getOutcome() == AckOutcome.NOT_FOUND;
            s.restart(Action.TOMBSTONE);
        } else {
            boolean nulls = s.action == Action.TOMBSTONE;
            StepStatus told = StepStatus.valueOf(ack.getOutcome().name());
            // Nulls are written whether there was something or not; the service said which.
            s.end(!nulls ? told : s.notFound ? StepStatus.NOT_FOUND : StepStatus.DONE);
        }
    }

    private static boolean hasNulls(Model model, ModelStep s) {
        return !model.service(s.service).tombstoneTopics().isEmpty();
    }

    private static void residue(ModelStep s) {
        if (s.status == StepStatus.WAIVED) {
            return;
        }
        if (s.round < 3) {
            s.round++;
            s.restart(Action.HARD_DELETE);
        } else {
            s.status = StepStatus.FAILED;
            s.nextAt = null;
            s.residue = true;
        }
    }
}
