package io.lethe.lifecycle;

import java.time.Instant;

/**
 * How often a download link was used. Links that nobody used have none.
 *
 * @param linkId hexadecimal digits
 * @param uses downloads by it
 * @param endsAt until when it is valid
 */
public record LinkUses(String linkId, long uses, Instant endsAt) {}
