package io.lethe.http;

import io.lethe.http.StatusDocument.HistoryItem;
import io.lethe.lifecycle.Milestone;
import io.lethe.lifecycle.RequestState;
import io.lethe.lifecycle.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A request's history: its milestones, and of each service's latest action when it was sent and how it ended. The whole of it, with every attempt, is
 * in the audit log.
 */
final class Histories {
    private static final String JOINED = "ServiceJoined";
    private static final Map<String, Integer> RANKS = Map.of(
            "TaskAnswered", 1,
            "StepWaived", 1,
            "StepSkipped", 1,
            "PhaseEntered", 2,
            "ExportReady", 2,
            "TaskIssued", 3,
            "RequestFailed", 4,
            "RequestCompleted", 4);

    private Histories() {}

    static List<HistoryItem> of(RequestState request) {
        List<HistoryItem> items = new ArrayList<>();
        request.history().forEach(milestone -> items.add(milestone(milestone)));
        request.steps().forEach(step -> step(step, items));
        items.sort(Comparator.comparing(HistoryItem::at).thenComparing(Histories::rank));
        return items;
    }

    private static HistoryItem milestone(Milestone milestone) {
        return milestone.event().equals(JOINED)
                ? new HistoryItem(milestone.at(), milestone.event(), milestone.code(), null)
                : new HistoryItem(milestone.at(), milestone.event(), null, milestone.code());
    }

    private static void step(Step step, List<HistoryItem> items) {
        if (step.issuedAt() != null) {
            items.add(new HistoryItem(
                    step.issuedAt(),
                    "TaskIssued",
                    step.service(),
                    step.taskAction().name()));
        }
        if (step.endedAt() != null) {
            items.add(new HistoryItem(
                    step.endedAt(), ending(step), step.service(), step.status().name()));
        }
    }

    private static String ending(Step step) {
        return switch (step.status()) {
            case WAIVED -> "StepWaived";
            case SKIPPED -> "StepSkipped";
            default -> "TaskAnswered";
        };
    }

    /** Of what happened in one decision: what was asked or came due, answers, where they led, the tasks that follow, the end. */
    private static int rank(HistoryItem item) {
        return RANKS.getOrDefault(item.event(), 0);
    }
}
