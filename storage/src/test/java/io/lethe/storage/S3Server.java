package io.lethe.storage;

import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** An S3 server on a free port over a directory. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "exports";

    private final BlobStore store;
    private final S3Proxy server;

    private S3Server(BlobStore store, S3Proxy server) {
        this.store = store;
        this.server = server;
    }

    static S3Server start(Path directory) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", directory.toString());
        BlobStore store = BlobStores.create("filesystem", settings);
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "user", "secret")
                .build();
        server.start();
        S3Server started = new S3Server(store, server);
        try (S3Client s3 = client(started.port())) {
            s3.createBucket(r -> r.bucket(BUCKET));
        }
        return started;
    }

    int port() {
        return server.getPort();
    }

    /** A client as {@link Stores} makes them, by way of a port. */
    static S3Client client(int port) {
        return client(port, Stores.client());
    }

    /** The same over another HTTP client. */
    static S3Client client(int port, SdkHttpClient http) {
        return client(port, Stores.client().httpClientBuilder(null).httpClient(http));
    }

    private static S3Client client(int port, S3ClientBuilder builder) {
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("user", "secret")))
                .build();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        store.close();
    }
}
