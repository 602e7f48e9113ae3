package io.lethe.keys;

/** Lethe's keyset cannot be used. The message names the file and what to do; it never holds key material. */
public final class KeysetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeysetException(String message) {
        super(message);
    }

    KeysetException(String message, Throwable cause) {
        super(message, cause);
    }
}
