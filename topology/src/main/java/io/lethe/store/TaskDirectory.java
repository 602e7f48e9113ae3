package io.lethe.store;

import io.lethe.topics.Forgetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of a task's stores. At a start Kafka Streams deletes those not changed for {@link Forgetting#STATE_DIRECTORY_MAX_AGE}: what
 * was deleted meanwhile may be gone from the changelog with its mark, and would be back for ever. But the directory itself changes only when the stores'
 * directory is made in it, so that a deployment of a day would count as gone for a day. Who follows the changelog says so here, and only who has caught up.
 */
public final class TaskDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDirectory.class);

    private TaskDirectory() {}

    /** The directory's stores are up to date. Where its time cannot be set, a later start takes longer, which is no reason to stop now. */
    public static void isCurrent(Path directory) {
        try {
            Files.setLastModifiedTime(directory, FileTime.from(Instant.now()));
        } catch (NoSuchFileException e) {
            LOG.debug("State directory {} was wiped, since its task ended by an error", directory);
        } catch (IOException e) {
            LOG.warn(
                    "The time of state directory {} cannot be set; a start more than {} later will read its stores"
                            + " back from their changelogs",
                    directory,
                    Forgetting.STATE_DIRECTORY_MAX_AGE,
                    e);
        }
    }
}
