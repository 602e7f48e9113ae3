package io.lethe.request;

import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.ServiceAck;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How values of the source topics are read. One for each task: deserializers keep buffers.
 *
 * @param commands reads commands
 * @param acks reads acks
 */
public record Readers(Deserializer<PrivacyCommand> commands, Deserializer<ServiceAck> acks) {}
