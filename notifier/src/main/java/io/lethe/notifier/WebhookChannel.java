package io.lethe.notifier;

import io.lethe.config.Notify.Webhook;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.Notification;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Posts to a system of the controller's. 2xx: taken; 4xx but 408 and 429: refused for good; anything else, a redirect included, is tried again. Redirects
 * are not followed: the signed address would go to whoever is named there.
 */
final class WebhookChannel implements Channel {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Webhook webhook;
    private final Clock clock = Clock.systemUTC();
    private final HttpClient client;

    WebhookChannel(Webhook webhook) {
        this.webhook = webhook;
        this.client = HttpClient.newBuilder()
                .connectTimeout(webhook.timeout())
                .followRedirects(Redirect.NEVER)
                .version(Version.HTTP_1_1)
                .build();
    }

    @Override
    public Result send(Notification notification) {
        int status = post(request(notification));
        if (status / 100 == 2) {
            return Result.SENT;
        }
        if (status / 100 == 4 && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS) {
            throw new PoisonException(Poison.UNDELIVERABLE);
        }
        throw new UnreachableException("the webhook at " + place() + " answers " + status);
    }

    private HttpRequest request(Notification notification) {
        byte[] body = WebhookBody.of(notification);
        return HttpRequest.newBuilder(webhook.url())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", notification.getNotificationId())
                .header(Signature.HEADER, Signature.of(webhook.secret(), clock.instant(), body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    /** The time is for all of the answer: one that never ends is none. */
    private int post(HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return answer.get(webhook.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unreachable(e);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new InterruptException(e);
        }
    }

    private UnreachableException unreachable(Throwable error) {
        return new UnreachableException("the webhook at " + place() + " does not answer ("
                + error.getClass().getName() + ")");
    }

    /** Without path and query, which may be secrets. */
    private String place() {
        return webhook.url().getScheme() + "://" + webhook.url().getRawAuthority();
    }
}
