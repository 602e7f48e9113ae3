package io.lethe.participant;

import io.lethe.schemas.AckOutcome;

/**
 * What a handler answers.
 *
 * @param outcome how it ended
 * @param recordsAffected rows, documents or objects that were erased, hidden, restored or exported; for VERIFY, that are left
 * @param retryable for FAILED: whether another attempt may help
 * @param reason why, for FAILED and EXEMPT, without personal data; null for the others
 * @param fragments for EXPORT: how many fragments were published; null for the others
 * @param run for EXPORT: the run that published them; null for the others
 * @param file what Lethe's own packager made; null in every service's answer
 */
public record Ack(
        AckOutcome outcome,
        long recordsAffected,
        boolean retryable,
        String reason,
        Long fragments,
        String run,
        PackedFile file) {
    /**
     * A finished export, as it is downloaded.
     *
     * @param sizeBytes its size
     * @param sha256 hash of its bytes, lower-case hexadecimal
     */
    public record PackedFile(long sizeBytes, String sha256) {}

    /** Longest reason, in characters; a longer one is cut. */
    public static final int MAX_REASON = 1_000;

    /**
     * Checks that outcome and reason fit.
     *
     * @throws IllegalArgumentException for a negative count, or a FAILED or EXEMPT without a reason
     */
    public Ack {
        if (recordsAffected < 0) {
            throw new IllegalArgumentException("recordsAffected is " + recordsAffected + ", expected 0 or more");
        }
        boolean explained = outcome == AckOutcome.FAILED || outcome == AckOutcome.EXEMPT;
        if (explained && (reason == null || reason.isBlank())) {
            throw new IllegalArgumentException(outcome + " needs a reason: say why, without personal data");
        }
        reason = reason == null ? null : cut(reason);
    }

    /** The effect is durable. For VERIFY: this many are left, 0 for clean. */
    public static Ack done(long recordsAffected) {
        return new Ack(AckOutcome.DONE, recordsAffected, false, null, null, null, null);
    }

    /** There is no data of the subject. */
    public static Ack notFound() {
        return new Ack(AckOutcome.NOT_FOUND, 0, false, null, null, null, null);
    }

    /** Not done; Lethe sends the task again after a while. The reason must hold no personal data. */
    public static Ack failed(String reason) {
        return new Ack(AckOutcome.FAILED, 0, true, reason, null, null, null);
    }

    /** Not done, and no attempt will do it until somebody intervenes: the step fails at once. No personal data. */
    public static Ack failedForGood(String reason) {
        return new Ack(AckOutcome.FAILED, 0, false, reason, null, null, null);
    }

    /** The law obliges the service to keep the data. The reason names the law; no personal data. */
    public static Ack exempt(String reason) {
        return new Ack(AckOutcome.EXEMPT, 0, false, reason, null, null, null);
    }

    /** The same, for an export whose data went out in so many fragments. */
    Ack withFragments(long count) {
        return new Ack(outcome, recordsAffected, retryable, reason, count, run, file);
    }

    /** The same, naming the run that published the fragments; without fragments there is none to name. */
    Ack ofRun(String name) {
        return fragments == null ? this : new Ack(outcome, recordsAffected, retryable, reason, fragments, name, file);
    }

    /** The same, with what Lethe's own packager made. Lethe takes it from nobody else. */
    public Ack with(PackedFile packed) {
        return new Ack(outcome, recordsAffected, retryable, reason, fragments, run, packed);
    }

    /** Whether the task is finished by it, so that a repeat of the task gets the same answer. */
    boolean isFinal() {
        return outcome != AckOutcome.FAILED;
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…";
    }
}
