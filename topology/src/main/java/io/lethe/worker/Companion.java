package io.lethe.worker;

import io.lethe.config.LetheConfig;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What runs beside an instance in the same process and comes with a module of its own, found by {@link java.util.ServiceLoader}: what it needs stands on
 * the class path of those who want it, and of nobody else.
 */
public interface Companion {
    /**
     * Starts what the configuration asks of it, which may be nothing. Lethe's topics stand.
     *
     * @param meters where it shows how it does
     * @return what is closed before the instance ends
     * @throws io.lethe.config.ConfigException if it cannot work like that
     */
    AutoCloseable start(LetheConfig config, MeterRegistry meters);
}
