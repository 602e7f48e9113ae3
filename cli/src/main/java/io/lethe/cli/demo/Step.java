package io.lethe.cli.demo;

import java.io.IOException;

/** One line of the demo's story: something happens to customers, and is checked in the stores and in status documents. */
interface Step {
    /** What it is about, in a few words. */
    String title();

    /** How many customers it erases for good; the story holds them ready, chosen and counted before it begins. */
    int erases(Story story);

    /**
     * Lets it happen; what is not as promised goes to {@link Story#check}.
     *
     * @return what was seen, for people, in a line
     * @throws IOException when a store cannot be read
     */
    String run(Story story) throws IOException;
}
