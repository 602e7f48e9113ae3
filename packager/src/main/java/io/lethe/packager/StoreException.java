package io.lethe.packager;

import java.io.IOException;
import org.apache.kafka.common.errors.RetriableException;

/** The store does not answer. It will: whoever works through it begins again, without end. */
final class StoreException extends RetriableException {
    private static final long serialVersionUID = 1L;

    StoreException(IOException cause) {
        super("the export store failed: " + cause.getMessage(), cause);
    }
}
