package io.lethe.cli.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server of our own on a free loopback port, with its objects in a directory, and a client for it. */
final class ObjectServer implements AutoCloseable {
    private static final String USER = "samples";

    private final BlobStore store;
    private final S3Proxy server;
    private final S3Client client;

    private ObjectServer(BlobStore store, S3Proxy server, S3Client client) {
        this.store = store;
        this.server = server;
        this.client = client;
    }

    /** Starts the server on its directory, which is made when absent. */
    static ObjectServer start(Path directory) throws IOException {
        Files.createDirectories(directory);
        Properties settings = new Properties();
        settings.setProperty("jclouds.filesystem.basedir", directory.toString());
        BlobStore store = BlobStores.create("filesystem", settings);
        String secret = UUID.randomUUID().toString();
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, USER, secret)
                .build();
        start(server);
        return new ObjectServer(store, server, client(endpoint(server), secret));
    }

    /** The way in that every service uses. */
    S3Client client() {
        return client;
    }

    /** The store behind the server, for loading and for reading everything at once. */
    BlobStore store() {
        return store;
    }

    URI endpoint() {
        return endpoint(server);
    }

    @Override
    public void close() throws IOException {
        client.close();
        try {
            server.stop();
        } catch (Exception e) { // the library declares nothing narrower
            throw new IOException("The sample S3 server does not stop", e);
        }
        store.close();
    }

    private static void start(S3Proxy server) throws IOException {
        try {
            server.start();
        } catch (Exception e) { // the library declares nothing narrower
            throw new IOException("The sample S3 server does not start", e);
        }
    }

    private static URI endpoint(S3Proxy server) {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    private static S3Client client(URI endpoint, String secret) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, secret)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
