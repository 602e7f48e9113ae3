package io.lethe.request;

import java.util.List;

/**
 * Names of the nodes that the request step forwards to.
 *
 * @param steps the steps that publish what was decided
 * @param timerDue where TimerDue commands go
 * @param deadLetters where letters go
 */
public record RequestNodes(List<String> steps, String timerDue, String deadLetters) {}
