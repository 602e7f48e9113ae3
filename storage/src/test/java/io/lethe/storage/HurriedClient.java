package io.lethe.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** Waits briefly for its first answers, which do not come, and for all others as long as they take: that is the machine's business. */
final class HurriedClient implements SdkHttpClient {
    private final SdkHttpClient patient = Stores.http(Duration.ofMinutes(1)).build();
    private final SdkHttpClient hurried;
    private final AtomicInteger left;

    HurriedClient(Duration silence, int answers) {
        hurried = Stores.http(silence).build();
        left = new AtomicInteger(answers);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return (left.getAndDecrement() > 0 ? hurried : patient).prepareRequest(request);
    }

    @Override
    public void close() {
        hurried.close();
        patient.close();
    }
}
