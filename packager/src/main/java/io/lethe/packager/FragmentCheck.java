package io.lethe.packager;

import io.lethe.keys.Keys;
import io.lethe.lifecycle.ExportRuns;
import io.lethe.lifecycle.TaskIds;
import io.lethe.poison.Poison;
import io.lethe.schemas.Action;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.FragmentEncryption;
import java.util.Optional;
import java.util.UUID;

/** Whether a fragment may be staged. It is checked like an answer: only a reader of the service's own topic can make one that passes. */
final class FragmentCheck {
    /** Largest data, in bytes: a piece and what encryption adds. */
    static final int MAX_DATA = 1024 * 1024 + 1024;
    /** At the size that the participant library makes, some 250 GB of one service. */
    static final long MAX_SEQUENCE = 1_000_000;

    private static final int MAX_NAME = 200;

    private final Keys keys;
    private final boolean plainAllowed;

    FragmentCheck(Keys keys, boolean plainAllowed) {
        this.keys = keys;
        this.plainAllowed = plainAllowed;
    }

    /** Why it is refused; empty: it may be staged. */
    Optional<Poison> refusal(String subjectId, ExportFragment fragment) {
        if (!isInBounds(fragment)) {
            return Optional.of(Poison.OUT_OF_BOUNDS);
        }
        if (!isOfItsTask(fragment)
                || !keys.tokenValid(
                        fragment.getToken(), subjectId, fragment.getTaskId(), fragment.getService(), Action.EXPORT)) {
            return Optional.of(Poison.WRONG_TOKEN);
        }
        return isProtected(fragment.getEncryption()) ? Optional.empty() : Optional.of(Poison.NOT_ENCRYPTED);
    }

    private static boolean isInBounds(ExportFragment fragment) {
        return fragment.getData().remaining() <= MAX_DATA
                && fragment.getSequence() >= 0
                && fragment.getSequence() < MAX_SEQUENCE
                && (fragment.getRun() == null || ExportRuns.isName(fragment.getRun()))
                && isName(fragment.getDataset())
                && isName(fragment.getMediaType());
    }

    private static boolean isName(String text) {
        return !text.isBlank() && text.length() <= MAX_NAME;
    }

    /** The task id is made of request and service: a fragment cannot be moved to another request. */
    private static boolean isOfItsTask(ExportFragment fragment) {
        return isUuid(fragment.getRequestId())
                && TaskIds.of(fragment.getRequestId(), fragment.getService(), Action.EXPORT, 1)
                        .equals(fragment.getTaskId());
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            // Any other text is no request's id.
            return false;
        }
    }

    private boolean isProtected(FragmentEncryption encryption) {
        return encryption == FragmentEncryption.HPKE || (encryption == FragmentEncryption.NONE && plainAllowed);
    }
}
