package io.lethe.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How exports are kept and handed out.
 *
 * @param downloadWindow how long a finished export holds an erasure back
 * @param retention how long a finished export is kept, at least the window
 * @param warning how long before its end a finished export is announced to go; never where it is kept no longer than that
 * @param linkTtl how long a download link is valid
 * @param linkUses how often a download link can be used
 * @param storage where files stand
 * @param plainFragments whether fragments that services did not encrypt are taken
 */
public record Export(
        Duration downloadWindow,
        Duration retention,
        Duration warning,
        Duration linkTtl,
        int linkUses,
        Storage storage,
        boolean plainFragments) {
    /**
     * A store.
     *
     * @param place a directory, or {@code s3://bucket[/prefix]}
     * @param region region of the bucket
     * @param endpoint another S3 than Amazon's
     */
    public record Storage(String place, String region, Optional<URI> endpoint) {}

    /** Refuses a file that would go before its window has passed. */
    public Export {
        Check.positive(downloadWindow, Check.YEAR, Setting.EXPORT_DOWNLOAD_WINDOW);
        Check.positive(retention, Check.YEAR, Setting.EXPORT_RETENTION);
        Check.that(retention.compareTo(downloadWindow) >= 0, Setting.EXPORT_RETENTION, retention);
        Check.positive(warning, Check.YEAR, Setting.EXPORT_WARN);
        Check.positive(linkTtl, retention, Setting.EXPORT_LINK_TTL);
        Check.within(linkUses, 1, 1000, Setting.EXPORT_LINK_USES);
    }
}
