package io.lethe.participant.testkit;

/** The service's store, as a test of its handlers sees it. */
public interface SubjectStore {
    /** Gives a subject some data, all of it made before now. Called once for each subject of the test. */
    void seed(String subjectId) throws Exception;

    /**
     * Everything the store holds of a subject, hidden or not, as a value whose {@code equals} compares contents: rows as
     * lists, a string, a map. Two calls with nothing in between give equal values.
     */
    Object snapshot(String subjectId) throws Exception;
}
