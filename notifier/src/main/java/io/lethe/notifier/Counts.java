package io.lethe.notifier;

import io.lethe.schemas.NotificationKind;
import io.micrometer.core.instrument.MeterRegistry;

/** How notifications went, for metrics: {@code lethe.notifications} by channel, kind and result. */
final class Counts {
    private final MeterRegistry meters;
    private final String channel;

    Counts(MeterRegistry meters, String channel) {
        this.meters = meters;
        this.channel = channel;
    }

    void count(NotificationKind kind, String result) {
        meters.counter("lethe.notifications", "channel", channel, "kind", kind.name(), "result", result)
                .increment();
    }
}
