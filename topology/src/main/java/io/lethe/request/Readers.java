package io.lethe.request;

import io.lethe.poison.ValueReader;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;

/**
 * How values of the source topics are read. One for each task: deserializers keep buffers.
 *
 * @param commands reads commands
 * @param acks reads acks
 */
public record Readers(ValueReader<PrivacyCommand> commands, ValueReader<ServiceAck> acks) {}
