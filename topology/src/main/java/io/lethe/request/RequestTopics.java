package io.lethe.request;

/**
 * Where inputs come from.
 *
 * @param commands topic of commands
 * @param acks topic of acks
 */
public record RequestTopics(String commands, String acks) {}
