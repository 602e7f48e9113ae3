package io.lethe.cli.demo;

/** One step of the demo's story. */
interface Step {
    /** What happens, in a line for people. */
    String title();

    /** Lets it happen, tells what was seen, and leaves its findings in the story. */
    void run(Story story);
}
