package io.lethe.notifier;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import java.time.Duration;
import java.util.UUID;

/** Has one notification sent once: tries again at once where that may help, and remembers what was sent. */
final class Delivery {
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final Channel channel;
    private final Patience patience;
    private final Counts counts;
    private final Recent recent = new Recent();
    private final Retry retry = Retry.of(
            "notify",
            RetryConfig.<Channel.Result>custom()
                    .maxAttempts(TRIES)
                    .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2))
                    .retryExceptions(UnreachableException.class)
                    .build());

    Delivery(Channel channel, Patience patience, Counts counts) {
        this.channel = channel;
        this.patience = patience;
        this.counts = counts;
    }

    /**
     * On return it was sent, or there was nothing to send.
     *
     * @throws PoisonException if it will never be
     * @throws UnreachableException if it was not taken now
     */
    void deliver(Notification notification) {
        checkIds(notification);
        if (notification.getKind() == NotificationKind.UNKNOWN) {
            // Written by a newer Lethe: what it says is not known here.
            counts.count(notification.getKind(), "UNKNOWN_KIND");
        } else if (recent.contains(notification.getNotificationId())) {
            counts.count(notification.getKind(), "REPEATED");
        } else {
            send(notification);
        }
    }

    private void send(Notification notification) {
        try {
            Channel.Result result = retry.executeSupplier(() -> trySending(notification));
            recent.add(notification.getNotificationId());
            patience.forget(notification.getNotificationId());
            counts.count(notification.getKind(), result.name());
        } catch (PoisonException e) {
            patience.forget(notification.getNotificationId());
            counts.count(notification.getKind(), "REFUSED");
            throw e;
        }
    }

    private Channel.Result trySending(Notification notification) {
        try {
            return channel.send(notification);
        } catch (DeferredException e) {
            if (patience.isOver(notification.getNotificationId())) {
                throw new PoisonException(Poison.UNDELIVERABLE, e);
            }
            throw e;
        }
    }

    /** Both stand in headers and texts that go out. */
    private static void checkIds(Notification notification) {
        try {
            UUID.fromString(notification.getNotificationId());
            UUID.fromString(notification.getRequestId());
        } catch (IllegalArgumentException e) {
            throw new PoisonException(Poison.INVALID_ID, e);
        }
    }
}
