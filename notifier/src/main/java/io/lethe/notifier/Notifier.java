package io.lethe.notifier;

import io.lethe.config.LetheConfig;
import io.lethe.config.Notify;
import io.lethe.worker.Companion;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the worker of each channel that is configured, in the process of an instance; instances share the work. */
public final class Notifier implements Companion {
    private static final String SMTP = "smtp";
    private static final String WEBHOOK = "webhook";

    /** For {@link java.util.ServiceLoader}. */
    public Notifier() {}

    @Override
    public AutoCloseable start(LetheConfig config, MeterRegistry meters) {
        List<ChannelWorker> workers = new ArrayList<>();
        Notify notify = config.notifications();
        notify.smtp()
                .ifPresent(smtp -> workers.add(worker(
                        SMTP, new SmtpChannel(smtp, Templates.load(notify)), smtp.giveUpAfter(), config, meters)));
        // A webhook is there or not: it puts nothing off.
        notify.webhook()
                .ifPresent(webhook ->
                        workers.add(worker(WEBHOOK, new WebhookChannel(webhook), Duration.ZERO, config, meters)));
        workers.forEach(ChannelWorker::start);
        return () -> workers.forEach(ChannelWorker::close);
    }

    private static ChannelWorker worker(
            String name, Channel channel, Duration giveUpAfter, LetheConfig config, MeterRegistry meters) {
        Clock clock = Clock.systemUTC();
        Delivery delivery = new Delivery(channel, new Patience(giveUpAfter, clock), new Counts(meters, name));
        return new ChannelWorker(name, delivery, config, meters, clock);
    }
}
