package io.lethe.cli.demo;

/**
 * How large the demo is.
 *
 * @param customers customers in the sample data
 * @param erase customers erased through the command topic; one more is erased over HTTP
 */
public record DemoSize(int customers, int erase) {
    /** Refuses more erasures than customers. */
    public DemoSize {
        if (erase < 1 || customers <= erase) {
            throw new IllegalArgumentException("expected 1 <= erase < customers, not " + erase + " of " + customers);
        }
    }
}
