package io.lethe.participant;

/** Where the pieces of an export go. */
@FunctionalInterface
public interface FragmentSink {
    /**
     * Takes one piece.
     *
     * @param sequence dense from 0 over all data sets of the task
     * @param dataSet name of the data set
     * @param mediaType media type of the whole data set
     * @param data plain bytes, at most {@link Export#MAX_FRAGMENT} of them; the callee's from now on
     */
    void take(long sequence, String dataSet, String mediaType, byte[] data);
}
