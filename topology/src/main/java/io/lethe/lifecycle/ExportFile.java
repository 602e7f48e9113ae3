package io.lethe.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The finished file of an export.
 *
 * @param readyAt when it was finished
 * @param windowEndsAt until when it holds an erasure back
 * @param expiresAt when it is deleted
 * @param warned whether its end was announced
 * @param digest what it is; null: the packager did not say
 * @param downloads how often it was downloaded
 * @param network keyed hash of the network of the first download; null: none yet
 * @param links uses of links that may still be valid, in the order of their last use
 */
public record ExportFile(
        Instant readyAt,
        Instant windowEndsAt,
        Instant expiresAt,
        boolean warned,
        FileDigest digest,
        long downloads,
        String network,
        List<LinkUses> links) {
    /** How long uses of an ended link stay: a clock that is set back must not give them back. */
    private static final Duration MEMORY = Duration.ofDays(1);

    public ExportFile {
        links = List.copyOf(links);
    }

    static ExportFile ready(Instant at, RequestEvent.ExportReady event) {
        FileDigest digest = FileDigest.of(event.sizeBytes(), event.sha256());
        return new ExportFile(at, event.windowEndsAt(), event.expiresAt(), false, digest, 0, null, List.of());
    }

    ExportFile announced() {
        return new ExportFile(readyAt, windowEndsAt, expiresAt, true, digest, downloads, network, links);
    }

    /** When its end is announced; empty: it was, or it is not kept long enough for that. */
    Optional<Instant> warnAt(Duration warning) {
        Instant at = expiresAt.minus(warning);
        return warned || !at.isAfter(readyAt) ? Optional.empty() : Optional.of(at);
    }

    ExportFile downloaded(String addressHash, String linkId, Instant linkEndsAt, Instant at) {
        String first = network == null ? network(addressHash) : network;
        Stream<LinkUses> others = links.stream()
                .filter(l ->
                        !l.linkId().equals(linkId) && at.isBefore(l.endsAt().plus(MEMORY)));
        // The log of an earlier release names no links.
        Stream<LinkUses> used =
                linkId == null ? Stream.of() : Stream.of(new LinkUses(linkId, usesOf(linkId) + 1, linkEndsAt));
        return new ExportFile(
                readyAt,
                windowEndsAt,
                expiresAt,
                warned,
                digest,
                downloads + 1,
                first,
                Stream.concat(others, used).toList());
    }

    /** How often a link was used. */
    long usesOf(String linkId) {
        return links.stream()
                .filter(l -> l.linkId().equals(linkId))
                .mapToLong(LinkUses::uses)
                .sum();
    }

    /** The file without its hash, which tells whoever has the file, or can guess it, whose request this was. */
    ExportFile withoutDigest() {
        return new ExportFile(readyAt, windowEndsAt, expiresAt, warned, null, downloads, network, links);
    }

    /** Whether an address is in another network than that of the first download. */
    boolean isOther(String addressHash) {
        String from = network(addressHash);
        return network != null && from != null && !network.equals(from);
    }

    /** Hashes of addresses begin with that of their network and a dot. */
    private static String network(String addressHash) {
        int dot = addressHash == null ? -1 : addressHash.indexOf('.');
        return dot < 0 ? null : addressHash.substring(0, dot);
    }
}
