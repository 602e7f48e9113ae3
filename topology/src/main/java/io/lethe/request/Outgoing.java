package io.lethe.request;

import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.RequestEvent.DeadlineExtended;
import io.lethe.lifecycle.RequestEvent.ExportExpiring;
import io.lethe.lifecycle.RequestEvent.RequestCompleted;
import io.lethe.lifecycle.RequestEvent.RequestFailed;
import io.lethe.lifecycle.StepEvent.TaskIssued;
import io.lethe.store.IdentitiesRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks up identities and keys only for requests that publish something which carries them: tasks and notifications. */
final class Outgoing {
    private Outgoing() {}

    static Map<String, IdentitiesRow> rows(ReadOnlyKeyValueStore<String, IdentitiesRow> rows, List<Event> events) {
        Map<String, IdentitiesRow> identities = new HashMap<>();
        for (Event event : events) {
            if (carriesIdentities(event)) {
                identities.computeIfAbsent(event.requestId(), id -> of(rows.get(id)));
            }
        }
        return identities;
    }

    private static IdentitiesRow of(IdentitiesRow row) {
        return row == null ? IdentitiesRow.NONE : row;
    }

    private static boolean carriesIdentities(Event event) {
        return event instanceof TaskIssued
                || event instanceof RequestCompleted
                || event instanceof ExportExpiring
                || event instanceof RequestFailed
                || event instanceof DeadlineExtended;
    }
}
