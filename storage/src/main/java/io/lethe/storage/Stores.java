package io.lethe.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens the store that a place names. */
public final class Stores {
    private static final String S3 = "s3://";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofMinutes(2);
    private static final Duration CALL = Duration.ofMinutes(5);

    private Stores() {}

    /**
     * Opens a store. Credentials for S3 come from where the AWS SDK looks for them: environment, system properties, profile, instance.
     *
     * @param place a directory, or {@code s3://bucket[/prefix]}
     * @param region region of the bucket
     * @param endpoint another S3 than Amazon's, with path style; empty: Amazon's
     * @throws IOException when the directory cannot be made
     */
    public static ExportStore open(String place, String region, Optional<URI> endpoint) throws IOException {
        if (!place.startsWith(S3)) {
            return new FileStore(Path.of(place));
        }
        S3ClientBuilder builder = client().region(Region.of(region));
        endpoint.ifPresent(e -> builder.endpointOverride(e).forcePathStyle(true));
        String[] parts = place.substring(S3.length()).split("/", 2);
        String prefix = parts.length == 1 || parts[1].isEmpty() ? "" : parts[1].replaceFirst("/?$", "/");
        return new S3Store(builder.build(), parts[0], prefix);
    }

    /** Nothing waits for ever: a silent server is an error after half a minute, and tried again. */
    static S3ClientBuilder client() {
        return S3Client.builder()
                .httpClientBuilder(http(SILENCE))
                .overrideConfiguration(o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
    }

    /** What takes a server for away after so long a silence. */
    static UrlConnectionHttpClient.Builder http(Duration silence) {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(silence);
    }
}
