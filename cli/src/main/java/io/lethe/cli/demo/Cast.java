package io.lethe.cli.demo;

import io.lethe.cli.client.LetheClient;
import io.lethe.cli.samples.SampleStores;
import io.lethe.cli.stack.ServiceControl;
import io.lethe.config.LetheConfig;

/**
 * Who takes part in the demo.
 *
 * @param size how many customers there are, and how many of them the first step erases
 * @param stores the sample stores
 * @param services what answers for them
 * @param lethe the HTTP API
 * @param config Lethe's configuration: addresses and topic names
 * @param teller prints
 */
public record Cast(
        DemoSize size,
        SampleStores stores,
        ServiceControl services,
        LetheClient lethe,
        LetheConfig config,
        Teller teller) {}
