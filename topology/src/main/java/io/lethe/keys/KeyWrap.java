package io.lethe.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import io.lethe.storage.MasterKey;
import java.security.GeneralSecurityException;

/** Encrypts small secrets and staged pieces with the master keyset (AES-256-GCM): new ones with its primary key, old ones can be read with every key that it still has. Thread-safe. */
public final class KeyWrap implements MasterKey {
    private final Aead master;

    KeyWrap(Aead master) {
        this.master = master;
    }

    /**
     * Encrypts.
     *
     * @param purpose what it is and whose; the same must be said to read it
     */
    @Override
    public byte[] wrap(byte[] secret, String purpose) {
        try {
            return master.encrypt(secret, purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("AES-256-GCM is not available: " + e, e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws KeysetException when it was changed, was wrapped for something else, or by a key that this keyset does not have
     */
    @Override
    public byte[] unwrap(byte[] wrapped, String purpose) {
        try {
            return master.decrypt(wrapped, purpose.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new KeysetException(
                    "what was wrapped for " + purpose
                            + " cannot be read: it was changed, or another deployment's keyset wrapped it",
                    e);
        }
    }
}
