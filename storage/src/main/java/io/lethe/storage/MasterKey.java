package io.lethe.storage;

/** Wraps data keys. What is wrapped for one purpose cannot be unwrapped for another. Thread-safe. */
public interface MasterKey {
    /** Encrypts a secret with the primary key. */
    byte[] wrap(byte[] secret, String purpose);

    /**
     * Decrypts what any of its keys wrapped.
     *
     * @throws RuntimeException when it was changed, or wrapped for something else or by somebody else
     */
    byte[] unwrap(byte[] wrapped, String purpose);
}
