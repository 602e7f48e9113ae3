package io.lethe.worker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Shows how a worker does, until it is closed: {@code lethe.worker.failures} by worker. */
public final class WorkerGauge implements AutoCloseable {
    private static final int GAVE_UP = -1;

    private final MeterRegistry meters;
    private final Gauge gauge;

    /**
     * Shows a worker's health.
     *
     * @param worker its name
     * @param health how it does now
     */
    public WorkerGauge(String worker, Supplier<Health> health, MeterRegistry meters) {
        this.meters = meters;
        this.gauge = Gauge.builder("lethe.worker.failures", () -> failures(health.get()))
                .description("Failures in a row since the worker last got on; -1: it gave up")
                .tag("worker", worker)
                .register(meters);
    }

    private static int failures(Health health) {
        return health.state() == Health.State.FAILED ? GAVE_UP : health.failures();
    }

    @Override
    public void close() {
        meters.remove(gauge);
    }
}
