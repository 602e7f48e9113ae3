package io.lethe.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Where HTTP listens, and how long it waits.
 *
 * @param host address to bind to
 * @param port port, 0 for a free one
 * @param publicUrl what absolute URLs begin with; empty: host and port listened on
 * @param decisionTimeout how long a caller waits for a command to be decided, until it is told to ask again
 */
public record Http(String host, int port, Optional<URI> publicUrl, Duration decisionTimeout) {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Refuses a port out of range and a public URL that others could not be appended to. */
    public Http {
        Check.that(!host.isBlank() && !host.contains("/"), Setting.HTTP_HOST, host);
        Check.within(port, 0, 65_535, Setting.HTTP_PORT);
        publicUrl.ifPresent(url -> Check.that(isBase(url), Setting.HTTP_PUBLIC_URL, url));
        Check.positive(decisionTimeout, LONGEST_WAIT, Setting.HTTP_DECISION_TIMEOUT);
    }

    private static boolean isBase(URI url) {
        return url.getScheme() != null
                && SCHEMES.contains(url.getScheme())
                && url.getHost() != null
                && url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && !url.toString().endsWith("/");
    }
}
