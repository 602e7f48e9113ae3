package io.lethe.packager;

import java.io.IOException;
import java.io.InputStream;

/**
 * One data set of one service, to be read as often as needed.
 *
 * @param service who gave it
 * @param name its name there
 * @param mediaType media type of its bytes
 * @param opening opens its bytes
 */
record DataSetSource(String service, String name, String mediaType, Opening opening) {
    /** Opens bytes from their beginning. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    InputStream open() throws IOException {
        return opening.open();
    }
}
