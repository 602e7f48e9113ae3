package io.lethe.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.poison.Poison;
import io.lethe.poison.PoisonException;
import io.lethe.schemas.Notification;
import io.lethe.schemas.NotificationKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Notification> sent = new ArrayList<>();
    private final List<RuntimeException> refusals = new ArrayList<>();
    private Instant now = Given.AT;
    private final Delivery delivery =
            new Delivery(this::send, new Patience(Duration.ofHours(1), clock()), new Counts(meters, "test"));

    @Test
    void shouldNotSendAgainWhatItSent() {
        Notification notification = Given.notification(NotificationKind.READY);

        delivery.deliver(notification);
        delivery.deliver(notification);
        delivery.deliver(Given.notification(NotificationKind.READY));

        assertThat(sent).hasSize(2);
        assertThat(count("READY", "SENT")).isEqualTo(2);
        assertThat(count("READY", "REPEATED")).isEqualTo(1);
    }

    @Test
    void shouldTryAgainAtOnceAndThenLeaveItToTheWorker() {
        refusals.add(new UnreachableException("down"));
        refusals.add(new UnreachableException("down"));
        delivery.deliver(Given.notification(NotificationKind.READY));
        assertThat(sent).hasSize(1);

        for (int i = 0; i < 4; i++) {
            refusals.add(new UnreachableException("down"));
        }
        assertThatThrownBy(() -> delivery.deliver(Given.notification(NotificationKind.READY)))
                .isInstanceOf(UnreachableException.class);
        assertThat(refusals).as("those of a next time").hasSize(1);
    }

    @Test
    void shouldWaitWithoutEndForAServerAndAWhileForOneMail() {
        Notification notification = Given.notification(NotificationKind.READY);
        refuse(new UnreachableException("down"));
        assertThatThrownBy(() -> delivery.deliver(notification)).isInstanceOf(UnreachableException.class);
        now = now.plus(Duration.ofDays(2));
        refuse(new UnreachableException("down"));
        assertThatThrownBy(() -> delivery.deliver(notification)).isInstanceOf(UnreachableException.class);

        refuse(new DeferredException("later"));
        assertThatThrownBy(() -> delivery.deliver(notification)).isInstanceOf(DeferredException.class);
        now = now.plus(Duration.ofMinutes(59));
        refuse(new DeferredException("later"));
        assertThatThrownBy(() -> delivery.deliver(notification)).isInstanceOf(DeferredException.class);
        now = now.plus(Duration.ofMinutes(1));
        refuse(new DeferredException("later"));
        assertThatThrownBy(() -> delivery.deliver(notification))
                .isInstanceOf(PoisonException.class)
                .hasMessage("UNDELIVERABLE");
        assertThat(count("READY", "REFUSED")).isEqualTo(1);
    }

    @Test
    void shouldNotTryAgainWhatIsRefusedForGood() {
        refusals.add(new PoisonException(Poison.UNDELIVERABLE));

        assertThatThrownBy(() -> delivery.deliver(Given.notification(NotificationKind.READY)))
                .isInstanceOf(PoisonException.class);
        assertThat(refusals).isEmpty();
        assertThat(count("READY", "REFUSED")).isEqualTo(1);
    }

    @Test
    void shouldSendNothingThatItDoesNotKnow() {
        delivery.deliver(Given.notification(NotificationKind.UNKNOWN));

        assertThat(sent).isEmpty();
        assertThat(count("UNKNOWN", "UNKNOWN_KIND")).isEqualTo(1);
    }

    @Test
    void shouldRefuseIdsThatAreNone() {
        Notification odd = Given.builder(NotificationKind.READY)
                .setNotificationId("x>\r\nBcc: eve@example.org")
                .build();
        Notification other =
                Given.builder(NotificationKind.READY).setRequestId("x\r\n").build();

        for (Notification n : List.of(odd, other)) {
            assertThatThrownBy(() -> delivery.deliver(n))
                    .isInstanceOf(PoisonException.class)
                    .hasMessage("INVALID_ID");
        }
        assertThat(sent).isEmpty();
    }

    private Channel.Result send(Notification notification) {
        if (!refusals.isEmpty()) {
            throw refusals.remove(0);
        }
        sent.add(notification);
        return Channel.Result.SENT;
    }

    /** All tries of one delivery. */
    private void refuse(RuntimeException error) {
        refusals.clear();
        for (int i = 0; i < 3; i++) {
            refusals.add(error);
        }
    }

    private double count(String kind, String result) {
        return meters.get("lethe.notifications")
                .tags("channel", "test", "kind", kind, "result", result)
                .counter()
                .count();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
