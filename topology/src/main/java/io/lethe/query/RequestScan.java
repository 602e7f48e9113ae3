package io.lethe.query;

import io.lethe.store.RequestRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** Walks through all requests, partition by partition and there by id, in bounded stretches. */
public final class RequestScan {
    private static final int BATCH = 200;

    private final Rows rows;
    private final Requests requests;
    private final Partitions partitions;

    /**
     * Where a walk has come to.
     *
     * @param partition partition
     * @param after the request looked at last; empty: none yet
     */
    public record Position(int partition, String after) {
        /** Before everything. */
        public static final Position START = new Position(0, "");
    }

    /**
     * A stretch of a walk.
     *
     * @param views what was looked for
     * @param next where to go on; empty: everything was seen
     * @param unread partitions that could not be read to their end: what they hold is missing
     */
    public record Found(List<RequestView> views, Optional<Position> next, List<Integer> unread) {}

    /** Walks through rows. */
    public RequestScan(Rows rows, Requests requests, Partitions partitions) {
        this.rows = rows;
        this.requests = requests;
        this.partitions = partitions;
    }

    /**
     * The next requests of a kind.
     *
     * @param wanted which
     * @param most how many at most
     * @param budget rows to look at
     * @throws NotReadableException where none of the partitions on the way can be read
     */
    public Found from(Position start, Predicate<RequestView> wanted, int most, int budget) {
        Walk walk = new Walk(start, wanted, most, budget);
        while (!walk.isOver()) {
            walk.step();
        }
        return walk.found();
    }

    /** One stretch on its way. */
    private final class Walk {
        private final Predicate<RequestView> wanted;
        private final int most;
        private final List<RequestView> views = new ArrayList<>();
        private final List<Integer> unread = new ArrayList<>();
        private final int first;
        private Position at;
        private int budget;
        private NotReadableException why;

        Walk(Position start, Predicate<RequestView> wanted, int most, int budget) {
            this.first = start.partition;
            this.at = start;
            this.wanted = wanted;
            this.most = most;
            this.budget = budget;
        }

        boolean isOver() {
            return isAtEnd() || views.size() == most || budget == 0;
        }

        private boolean isAtEnd() {
            return at.partition >= partitions.count();
        }

        /** A batch of rows, or what of it fits. */
        void step() {
            try {
                SortedMap<String, RequestRow> batch = rows.requests(at.partition, at.after, BATCH);
                batch.keySet().forEach(this::look);
                if (batch.size() < BATCH && !isOver()) {
                    at = new Position(at.partition + 1, "");
                }
            } catch (NotReadableException e) {
                why = e;
                unread.add(at.partition);
                at = new Position(at.partition + 1, "");
            }
        }

        private void look(String requestId) {
            if (isOver()) {
                return;
            }
            RequestView view = requests.view(at.partition, requestId);
            if (wanted.test(view)) {
                views.add(view);
            }
            at = new Position(at.partition, requestId);
            budget--;
        }

        Found found() {
            boolean nothingRead = unread.size() == partitions.count() - first && isAtEnd();
            if (nothingRead && why != null) {
                throw why;
            }
            return new Found(views, isAtEnd() ? Optional.empty() : Optional.of(at), List.copyOf(unread));
        }
    }
}
