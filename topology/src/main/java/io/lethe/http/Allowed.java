package io.lethe.http;

import io.lethe.lifecycle.Catalogue;
import io.lethe.lifecycle.Decider;
import io.lethe.lifecycle.Event;
import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.SubjectEvent.CommandRefused;
import io.lethe.query.RequestView;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExpireExport;
import io.lethe.schemas.ExtendDeadline;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RejectRequest;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What can be done with a request now, in the words of the paths that do it. The rules themselves are asked, each command on trial, so that they cannot
 * say something else a moment later but for what happened meanwhile.
 */
final class Allowed {
    private static final String TRIAL = "00000000-0000-0000-0000-000000000000";
    private static final String WHY = "trial";

    private final RequestView view;
    private final Catalogue catalogue;
    private final Policy policy;
    private final Instant now;

    private Allowed(RequestView view, Catalogue catalogue, Policy policy, Instant now) {
        this.view = view;
        this.catalogue = catalogue;
        this.policy = policy;
        this.now = now;
    }

    /** What an operator may do; nothing where the request is over, or not decided yet. */
    static List<String> of(RequestView view, Catalogue catalogue, Policy policy, Instant now) {
        boolean live = view.subject().request(view.requestId()).isPresent();
        return live ? new Allowed(view, catalogue, policy, now).all() : List.of();
    }

    private List<String> all() {
        String id = view.requestId();
        List<String> allowed = new ArrayList<>();
        add(allowed, "cancel", new CancelRequest(id, WHY));
        add(allowed, "reject", new RejectRequest(id, WHY));
        add(allowed, "approve", new ApproveRequest(id, WHY));
        add(allowed, "extend", new ExtendDeadline(id, WHY));
        add(allowed, "retry", new RetryRequest(id, null));
        view.request().services().stream()
                .map(service -> new WaiveService(id, service, WHY))
                .filter(this::isTaken)
                .findFirst()
                .ifPresent(waiver -> allowed.add("waive"));
        add(allowed, "expire", new ExpireExport(id));
        return allowed;
    }

    private void add(List<String> allowed, String what, SpecificRecord command) {
        if (isTaken(command)) {
            allowed.add(what);
        }
    }

    private boolean isTaken(SpecificRecord content) {
        PrivacyCommand command = new PrivacyCommand(TRIAL, now, Actors.OPERATOR, content);
        Input input = new Input.Command(command, Actors.OPERATOR, Input.Known.ABSENT, "", List.of());
        List<Event> events =
                Decider.decide(view.subject(), input, catalogue, policy, now).events();
        return events.stream().noneMatch(CommandRefused.class::isInstance);
    }
}
