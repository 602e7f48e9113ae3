package io.lethe.participant;

import io.lethe.schemas.Action;
import java.time.Instant;
import java.util.List;

/**
 * One task, as a handler sees it. Its text form leaves the subject and the identities out, so that a log line with a task
 * in it holds no personal data.
 *
 * @param subjectId whose data it is about
 * @param action what to do with it
 * @param requestId the request behind it, a UUID
 * @param taskId the key to be idempotent by, a UUID; a repeated attempt has the same
 * @param round 1, and one more each time that a verification found data again
 * @param attempt 1, and one more each time that Lethe sent the task again
 * @param identities further names of the subject; often none
 * @param asOf for HARD_DELETE and VERIFY the moment the hard delete started, to the millisecond; null for the others, and
 *     then everything is meant
 */
public record Task(
        String subjectId,
        Action action,
        String requestId,
        String taskId,
        int round,
        int attempt,
        List<Identity> identities,
        Instant asOf) {
    public Task {
        identities = List.copyOf(identities);
    }

    /**
     * Whether data that came into being at this moment is meant by the task. What is newer than {@link #asOf} belongs to a
     * new sign-up of the same subject: it is neither erased nor counted.
     */
    public boolean covers(Instant createdAt) {
        return asOf == null || !createdAt.isAfter(asOf);
    }

    @Override
    public String toString() {
        return "Task[" + action + ", taskId=" + taskId + ", requestId=" + requestId + ", round=" + round + ", attempt="
                + attempt + "]";
    }
}
