package io.lethe.http;

import io.javalin.http.Context;
import io.lethe.http.Answers.RequestList;
import io.lethe.lifecycle.Phase;
import io.lethe.query.RequestScan;
import io.lethe.query.RequestView;
import io.lethe.schemas.RequestType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * GET /requests: all requests that filters leave, in no order that means anything. A page is also over when so many rows were looked at, so it can be
 * short, or even empty, and have a next one. Where a partition cannot be read here and now the page says so.
 */
final class ListHandlers {
    private static final int MOST_ROWS = 5_000;
    private static final Set<String> PARAMETERS =
            Set.of("status", "phase", "service", "overdue", "type", "cursor", "limit");

    private final RequestScan scan;
    private final Clock clock;

    ListHandlers(RequestScan scan, Clock clock) {
        this.scan = scan;
        this.clock = clock;
    }

    /** GET /requests. */
    void list(Context ctx) {
        Query query = Query.of(ctx, PARAMETERS);
        RequestScan.Found found = scan.from(Paging.position(query), filter(query), Paging.limit(query), MOST_ROWS);
        List<StatusDocument> items = found.views().stream()
                .map(view -> StatusDocuments.of(view, clock.instant()))
                .toList();
        String next = found.next().map(Paging::cursor).orElse(null);
        Exchange.json(ctx, 200, new RequestList(items, next, found.unread()));
    }

    /** What is cheap to tell comes first: most rows go no further. */
    private Predicate<RequestView> filter(Query query) {
        Predicate<RequestView> all = RequestView::isDecided;
        return all.and(by(
                        symbol(query, "type", List.of(RequestType.ERASURE, RequestType.EXPORT)),
                        view -> view.request().origin().type()))
                .and(by(
                        symbol(query, "phase", List.of(Phase.values())),
                        view -> view.request().phase()))
                .and(by(symbol(query, "status", List.of(RequestStatus.values())), RequestStatus::of))
                .and(by(overdue(query), view -> StatusDocuments.isOverdue(view, clock.instant())))
                .and(service(query.text("service")));
    }

    private static <T> Predicate<RequestView> by(Optional<T> wanted, Function<RequestView, T> value) {
        return view -> wanted.isEmpty() || wanted.get().equals(value.apply(view));
    }

    private static Predicate<RequestView> service(String name) {
        return view -> name == null || StatusDocuments.hasService(view, name);
    }

    private static <E extends Enum<E>> Optional<E> symbol(Query query, String name, List<E> values) {
        String text = query.text(name);
        Optional<E> found =
                values.stream().filter(value -> value.name().equals(text)).findFirst();
        Fields.require(text == null || found.isPresent(), name, "must be one of " + values);
        return found;
    }

    private static Optional<Boolean> overdue(Query query) {
        String text = query.text("overdue");
        boolean known = text == null || text.equals("true") || text.equals("false");
        Fields.require(known, "overdue", "must be true or false");
        return Optional.ofNullable(text).map(Boolean::valueOf);
    }
}
