package io.lethe.config;

import java.time.Duration;

/**
 * How exports are kept and handed out.
 *
 * @param downloadWindow how long a finished export holds an erasure back
 * @param retention how long a finished export is kept, at least the window
 * @param linkTtl how long a download link is valid
 * @param linkUses how often a download link can be used
 */
public record Export(Duration downloadWindow, Duration retention, Duration linkTtl, int linkUses) {
    /** Refuses a file that would go before its window has passed. */
    public Export {
        Check.positive(downloadWindow, Check.YEAR, Setting.EXPORT_DOWNLOAD_WINDOW);
        Check.positive(retention, Check.YEAR, Setting.EXPORT_RETENTION);
        Check.that(retention.compareTo(downloadWindow) >= 0, Setting.EXPORT_RETENTION, retention);
        Check.positive(linkTtl, retention, Setting.EXPORT_LINK_TTL);
        Check.within(linkUses, 1, 1000, Setting.EXPORT_LINK_USES);
    }
}
