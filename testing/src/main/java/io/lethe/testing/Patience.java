package io.lethe.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long every wait of a test may take that says nothing else: machines that run tests can be many times slower than the one where they were written, and a
 * condition that comes late is no defect. JUnit finds it as a service, so that no test has to ask for it.
 */
public final class Patience implements BeforeAllCallback {
    /** Longer than anything takes that a test waits for. */
    public static final Duration MOST = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(MOST);
    }
}
