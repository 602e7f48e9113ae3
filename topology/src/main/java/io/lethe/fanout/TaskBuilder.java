package io.lethe.fanout;

import io.lethe.keys.ExportKeys;
import io.lethe.keys.Keys;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.lifecycle.TaskIds;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportPart;
import io.lethe.schemas.ServiceTask;
import io.lethe.schemas.TombstoneTask;
import io.lethe.stream.Decided;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds the records that services and the tombstone worker get. */
final class TaskBuilder {
    private final Keys keys;

    TaskBuilder(Keys keys) {
        this.keys = keys;
    }

    ServiceTask service(Decided decided, TaskIssued issued) {
        RequestState request = decided.state().request(issued.requestId()).orElseThrow();
        String taskId = taskId(issued);
        boolean exports = issued.action() == Action.EXPORT;
        boolean packs = exports && issued.service().equals(RequestState.PACKAGER);
        // The packager reads what services encrypt; each gets the half of the pair that it needs.
        Optional<ExportKeys> pair = decided.exportKeysOf(issued.requestId()).filter(k -> exports);
        return new ServiceTask(
                taskId,
                issued.requestId(),
                issued.action(),
                issued.round(),
                issued.attempt(),
                decided.identitiesOf(issued.requestId()),
                keys.token(decided.subjectId(), taskId, issued.service(), issued.action()),
                asOf(request, issued.action()),
                exports ? request.origin().format() : null,
                issued.nextAt(),
                decided.at(),
                pair.filter(k -> !packs).map(ExportKeys::publicKey).orElse(null),
                pair.filter(k -> packs).map(ExportKeys::wrappedKey).orElse(null),
                packs ? parts(request) : List.of());
    }

    TombstoneTask tombstones(Decided decided, TaskIssued issued) {
        String taskId = taskId(issued);
        return new TombstoneTask(
                taskId,
                issued.requestId(),
                issued.service(),
                issued.round(),
                issued.attempt(),
                keys.token(decided.subjectId(), taskId, issued.service(), issued.action()),
                decided.tombstoneTopics(issued.service()),
                decided.at());
    }

    private static String taskId(TaskIssued issued) {
        return TaskIds.of(issued.requestId(), issued.service(), issued.action(), issued.round());
    }

    private static Instant asOf(RequestState request, Action action) {
        boolean erases = action == Action.HARD_DELETE || action == Action.VERIFY;
        return erases ? request.progress().dispatchedAt() : null;
    }

    private static List<ExportPart> parts(RequestState request) {
        return request.participants()
                .map(s -> new ExportPart(s.service(), s.outcome(), s.fragments(), s.error(), s.run()))
                .toList();
    }
}
