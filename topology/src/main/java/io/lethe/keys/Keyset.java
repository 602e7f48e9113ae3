package io.lethe.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig2026;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;

/**
 * Three Tink keysets. {@code tags} (HMAC-SHA256, 128 bits behind the key's id) rotates, and so does {@code wraps} (AES-256-GCM), the master keyset behind the
 * keys of exports; null in a file that was made before there were exports. {@code names} (HMAC-SHA256 as a pseudo-random function) does not:
 * a request id that was derived or minted must stay the same, and recognisable, for as long as anybody may ask for it.
 *
 * <p>Of the keys that rotate the last is never the primary: it is the next one. A rotation makes it the primary and adds another, so that an instance that has
 * not read the new file yet already verifies and reads what the others write.
 */
record Keyset(KeysetHandle tags, KeysetHandle names, KeysetHandle wraps) {
    static Keyset generate() throws GeneralSecurityException {
        var tags = KeysetHandle.newBuilder()
                .setConfiguration(MacConfig2026.get())
                .addEntry(entry(PredefinedMacParameters.HMAC_SHA256_128BITTAG).makePrimary())
                .addEntry(entry(PredefinedMacParameters.HMAC_SHA256_128BITTAG))
                .build();
        var names = KeysetHandle.newBuilder()
                .setConfiguration(PrfConfig2026.get())
                .addEntry(entry(PredefinedPrfParameters.HMAC_SHA256_PRF).makePrimary())
                .build();
        return new Keyset(tags, names, newWraps());
    }

    static Keyset parse(byte[] tags, byte[] names, byte[] wraps) throws GeneralSecurityException {
        var access = InsecureSecretKeyAccess.get();
        return new Keyset(
                TinkProtoKeysetFormat.parseKeyset(tags, access, MacConfig2026.get()),
                TinkProtoKeysetFormat.parseKeyset(names, access, PrfConfig2026.get()),
                wraps == null ? null : TinkProtoKeysetFormat.parseKeyset(wraps, access, AeadConfig2026.get()));
    }

    Keyset rotated() throws GeneralSecurityException {
        var builder = KeysetHandle.newBuilder(tags).setConfiguration(MacConfig2026.get());
        builder.getAt(builder.size() - 1).makePrimary();
        builder.addEntry(entry(PredefinedMacParameters.HMAC_SHA256_128BITTAG));
        return new Keyset(builder.build(), names, rotatedWraps());
    }

    private KeysetHandle rotatedWraps() throws GeneralSecurityException {
        if (wraps == null) {
            return newWraps();
        }
        var builder = KeysetHandle.newBuilder(wraps).setConfiguration(AeadConfig2026.get());
        builder.getAt(builder.size() - 1).makePrimary();
        builder.addEntry(entry(PredefinedAeadParameters.AES256_GCM));
        return builder.build();
    }

    /** The same with a master keyset, where it has none. */
    Keyset withWraps() throws GeneralSecurityException {
        return wraps == null ? new Keyset(tags, names, newWraps()) : this;
    }

    private static KeysetHandle newWraps() throws GeneralSecurityException {
        return KeysetHandle.newBuilder()
                .setConfiguration(AeadConfig2026.get())
                .addEntry(entry(PredefinedAeadParameters.AES256_GCM).makePrimary())
                .addEntry(entry(PredefinedAeadParameters.AES256_GCM))
                .build();
    }

    byte[] tagBytes() throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeKeyset(tags, InsecureSecretKeyAccess.get(), MacConfig2026.get());
    }

    byte[] nameBytes() throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeKeyset(names, InsecureSecretKeyAccess.get(), PrfConfig2026.get());
    }

    byte[] wrapBytes() throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeKeyset(wraps, InsecureSecretKeyAccess.get(), AeadConfig2026.get());
    }

    Mac mac() throws GeneralSecurityException {
        return tags.getPrimitive(MacConfig2026.get(), Mac.class);
    }

    PrfSet prf() throws GeneralSecurityException {
        return names.getPrimitive(PrfConfig2026.get(), PrfSet.class);
    }

    Aead aead() throws GeneralSecurityException {
        return wraps.getPrimitive(AeadConfig2026.get(), Aead.class);
    }

    private static KeysetHandle.Builder.Entry entry(Parameters parameters) {
        return KeysetHandle.generateEntryFromParameters(parameters).withRandomId();
    }
}
