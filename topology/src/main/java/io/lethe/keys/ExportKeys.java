package io.lethe.keys;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The HPKE key pair of one export (RFC 9180: X25519-HKDF-SHA256, AES-256-GCM), in the form in which tasks carry it. It is made once, when the export is
 * accepted, and goes with the export's rows; the private key exists in plain only inside the packager.
 *
 * @param publicKey Tink keyset, base64url: what services encrypt fragments to
 * @param wrappedKey the private key's Tink keyset, wrapped by the master keyset, base64url
 */
public record ExportKeys(String publicKey, String wrappedKey) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String PURPOSE = "export-key/";
    /** Without Tink's prefix, so that data is enc ‖ ciphertext as RFC 9180 has it. */
    private static final HpkeParameters PARAMETERS = parameters();

    /** A new pair; only the export of this request can have it unwrapped. */
    public static ExportKeys generate(String requestId, KeyWrap master) {
        try {
            KeysetHandle pair = KeysetHandle.newBuilder()
                    .setConfiguration(HybridConfig2026.get())
                    .addEntry(KeysetHandle.generateEntryFromParameters(PARAMETERS)
                            .withRandomId()
                            .makePrimary())
                    .build();
            byte[] secret =
                    TinkProtoKeysetFormat.serializeKeyset(pair, InsecureSecretKeyAccess.get(), HybridConfig2026.get());
            byte[] open = TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                    pair.getPublicKeysetHandle(), HybridConfig2026.get());
            return new ExportKeys(
                    ENCODER.encodeToString(open), ENCODER.encodeToString(master.wrap(secret, PURPOSE + requestId)));
        } catch (GeneralSecurityException e) {
            throw new KeysetException("HPKE is not available: " + e, e);
        }
    }

    /**
     * What decrypts the fragments of an export; the context of each is {@code taskId/sequence}.
     *
     * @throws KeysetException when the key was wrapped for another request or by another deployment
     */
    public static HybridDecrypt unwrap(String requestId, String wrappedKey, KeyWrap master) {
        try {
            byte[] secret = master.unwrap(DECODER.decode(wrappedKey), PURPOSE + requestId);
            return TinkProtoKeysetFormat.parseKeyset(secret, InsecureSecretKeyAccess.get(), HybridConfig2026.get())
                    .getPrimitive(HybridConfig2026.get(), HybridDecrypt.class);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeysetException("the wrapped key of export " + requestId + " is no key of HPKE", e);
        }
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setVariant(HpkeParameters.Variant.NO_PREFIX)
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("these parameters stand in RFC 9180", e);
        }
    }

    /** Neither key. */
    @Override
    public String toString() {
        return "ExportKeys";
    }
}
