package io.lethe.packager;

import java.io.IOException;

/** A fragment that the export's key does not open: the service encrypted it for something else. No repeat helps. */
final class UnreadableFragmentException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableFragmentException(String service, long sequence, Throwable cause) {
        super(
                "fragment " + sequence + " of " + service
                        + " cannot be decrypted with this export's key: it has to be encrypted to the task's publicKey"
                        + " with the context taskId/sequence",
                cause);
    }
}
