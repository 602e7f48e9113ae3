package io.lethe.lifecycle;

import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import java.util.List;

/** One input of a subject, with what the shell found out about it. */
public sealed interface Input {

    /** What is known of a request id on this partition, other than by the subject's own row. */
    enum Known {
        /** Nothing. */
        ABSENT,
        /** A request of this subject that has ended, with the same content. */
        CLOSED_SAME,
        /** A request of this subject that has ended, with other content. */
        CLOSED_OTHER,
        /** A request of another subject. */
        FOREIGN
    }

    /**
     * A command.
     *
     * @param command the command; free of errors that make it unreadable
     * @param actor who issued it, fit for the audit log
     * @param known what the by-id row of its request says
     * @param contentHash keyed hash of the content, without commandId, issuedAt and issuedBy
     * @param identityHashes keyed hashes of its identities
     */
    record Command(PrivacyCommand command, String actor, Known known, String contentHash, List<String> identityHashes)
            implements Input {}

    /**
     * A service's answer.
     *
     * @param ack the answer
     * @param tokenValid whether its token is the one that the task carried
     */
    record Ack(ServiceAck ack, boolean tokenValid) implements Input {}

    /** Something may be due: the only input that lets time move a request. */
    record Timer() implements Input {}
}
