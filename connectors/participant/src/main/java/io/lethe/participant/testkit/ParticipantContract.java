package io.lethe.participant.testkit;

import io.lethe.participant.ParticipantBuilder;
import java.util.List;

/**
 * What Lethe relies on in a service's handlers, as checks to run in the service's own tests, against its real store:
 *
 * <pre>{@code
 * ParticipantContract.of(orders.participant(), store).check();
 * }</pre>
 *
 * <p>Every delivery is as after a crash between effect and answer: the handler runs, nobody remembers that it did, and
 * the task comes again. Only what has a handler is checked. Subjects of the test are named {@code contract-N-…}.
 */
public final class ParticipantContract {
    private final ParticipantBuilder participant;
    private final SubjectStore store;

    private ParticipantContract(ParticipantBuilder participant, SubjectStore store) {
        this.participant = participant;
        this.store = store;
    }

    /** The handlers of this participant, which need not be started, over this store. */
    public static ParticipantContract of(ParticipantBuilder participant, SubjectStore store) {
        return new ParticipantContract(participant, store);
    }

    /**
     * Runs every check that applies.
     *
     * @return names of the checks that ran
     * @throws AssertionError naming the check, what was seen and what was expected
     * @throws Exception what a handler or the store threw
     */
    public List<String> check() throws Exception {
        return new Checks(participant.handlers(), store).runAll();
    }
}
