package io.lethe.cli.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.audit.AuditFold;
import io.lethe.cli.audit.ReplayResult.Difference;
import io.lethe.cli.client.LetheClient;
import io.lethe.cli.client.ProblemException;
import io.lethe.http.FoldedStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Compares the requests of one partition, folded, with what Lethe answers for them. */
final class PartitionRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    /** A status is ahead of the log for as long as a commit takes; a request that is under way may move several times. */
    private static final int READS = 20;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AuditFold fold;
    private final AuditLog log;
    private final LetheClient lethe;
    private final Period summaryRetention;
    private final Map<String, List<Difference>> compared = new TreeMap<>();
    private final Set<String> notKept = new TreeSet<>();

    PartitionRequests(AuditFold fold, AuditLog log, LetheClient lethe, Period summaryRetention) {
        this.fold = fold;
        this.log = log;
        this.lethe = lethe;
        this.summaryRetention = summaryRetention;
    }

    /** Compares all that stand in the log by now; those that differ again, with what came meanwhile. */
    void compare() {
        var open = new ArrayList<>(fold.subjects());
        open.removeIf(this::agrees);
        for (int read = 1; read < READS && !open.isEmpty(); read++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            log.readToEnd().forEach(fold::add);
            open.removeIf(this::agrees);
        }
    }

    /** Fields that differ at last. */
    List<Difference> differences() {
        return compared.values().stream().flatMap(List::stream).toList();
    }

    /** How many requests were compared. */
    int compared() {
        return compared.size();
    }

    /** How many were not, because their summary's time is over. */
    int notKept() {
        return notKept.size();
    }

    private boolean agrees(String subject) {
        boolean agrees = true;
        var documents = FoldedStatus.documents(fold.subject(subject), Instant.now());
        for (var document : documents.entrySet()) {
            var folded = parse(document.getValue());
            if (isKept(folded)) {
                var found = compare(document.getKey(), folded);
                compared.put(document.getKey(), found);
                agrees &= found.isEmpty();
            } else {
                notKept.add(document.getKey());
            }
        }
        return agrees;
    }

    private List<Difference> compare(String requestId, JsonNode folded) {
        try {
            return StatusDifferences.between(requestId, folded, lethe.status(requestId));
        } catch (ProblemException e) {
            if (e.status() == NOT_FOUND) {
                return List.of(new Difference(requestId, "", "there", e.code()));
            }
            throw e;
        }
    }

    private boolean isKept(JsonNode folded) {
        var completedAt = folded.path("completedAt");
        return completedAt.isMissingNode()
                || Instant.parse(completedAt.asText())
                        .atOffset(ZoneOffset.UTC)
                        .plus(summaryRetention)
                        .toInstant()
                        .isAfter(Instant.now());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status document is always JSON", e);
        }
    }
}
