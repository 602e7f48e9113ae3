package io.lethe.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files over a store, each under a data key of its own (Tink streaming AEAD, AES-256-GCM-HKDF in segments of 1 MiB, with the owner's id as associated
 * data), which the master key wraps. An object is: {@code LETHEX1\n}, length of the wrapped key as four bytes, the wrapped key, the ciphertext. A changed or
 * cut file is an error at the latest at its end. Memory is constant.
 */
public final class EncryptedFiles {
    private static final byte[] MAGIC = "LETHEX1\n".getBytes(US_ASCII);
    private static final String PURPOSE = "export-file/";
    private static final int MAX_KEY = 4096;
    private static final long SEGMENT = 1L << 20;
    /** One byte of length, 32 of salt, 7 of nonce. */
    private static final long STREAM_HEADER = 40;

    private static final long TAG = 16;

    private final ExportStore store;
    private final MasterKey master;

    /** Files in this store. */
    public EncryptedFiles(ExportStore store, MasterKey master) {
        this.store = store;
        this.master = master;
    }

    /**
     * Writes a file, in place of what stands under the key; on return it is durable. What throws leaves no file.
     *
     * @param ownerId whose it is; without the same id it cannot be read
     */
    public void write(String key, String ownerId, ExportStore.Content content) throws IOException {
        store.put(key, out -> encrypt(out, ownerId, content));
    }

    private void encrypt(OutputStream out, String ownerId, ExportStore.Content content) throws IOException {
        try {
            KeysetHandle dataKey = KeysetHandle.newBuilder()
                    .setConfiguration(StreamingAeadConfig2026.get())
                    .addEntry(KeysetHandle.generateEntryFromParameters(
                                    PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB)
                            .withRandomId()
                            .makePrimary())
                    .build();
            writeHeader(out, ownerId, dataKey);
            OutputStream encrypting = aead(dataKey).newEncryptingStream(new Open(out), ownerId.getBytes(UTF_8));
            content.writeTo(encrypting);
            // Not in a finally: this writes the last segment, and what broke off must not look whole.
            encrypting.close();
        } catch (GeneralSecurityException e) {
            throw new IOException("AES-256-GCM-HKDF is not available: " + e, e);
        }
    }

    private void writeHeader(OutputStream out, String ownerId, KeysetHandle dataKey)
            throws IOException, GeneralSecurityException {
        byte[] wrapped = master.wrap(
                TinkProtoKeysetFormat.serializeKeyset(
                        dataKey, InsecureSecretKeyAccess.get(), StreamingAeadConfig2026.get()),
                PURPOSE + ownerId);
        DataOutputStream header = new DataOutputStream(out);
        header.write(MAGIC);
        header.writeInt(wrapped.length);
        header.write(wrapped);
        header.flush();
    }

    /**
     * Opens a file; empty when there is none.
     *
     * @return its plain bytes and their number; reading them to the end proves that nothing is missing
     * @throws IOException when it cannot be read, is none of these, or belongs to another owner
     */
    public Optional<ExportStore.Stored> open(String key, String ownerId) throws IOException {
        Optional<ExportStore.Stored> stored = store.open(key);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(decrypt(stored.get(), key, ownerId));
        } catch (IOException | RuntimeException e) {
            stored.get().close();
            throw e;
        }
    }

    private ExportStore.Stored decrypt(ExportStore.Stored stored, String key, String ownerId) throws IOException {
        DataInputStream in = new DataInputStream(stored.bytes());
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException(key + " is no encrypted file of Lethe");
        }
        int length = in.readInt();
        if (length < 0 || length > MAX_KEY) {
            throw new IOException(key + " has a wrapped key of " + length + " bytes, expected at most " + MAX_KEY);
        }
        byte[] wrapped = in.readNBytes(length);
        try {
            KeysetHandle dataKey = TinkProtoKeysetFormat.parseKeyset(
                    master.unwrap(wrapped, PURPOSE + ownerId),
                    InsecureSecretKeyAccess.get(),
                    StreamingAeadConfig2026.get());
            InputStream plain = aead(dataKey).newDecryptingStream(in, ownerId.getBytes(UTF_8));
            return new ExportStore.Stored(plain, plainSize(stored.size() - MAGIC.length - Integer.BYTES - length));
        } catch (GeneralSecurityException e) {
            throw new IOException(key + " holds no key of a file", e);
        }
    }

    /** The first segment is shorter by the stream's header, and each carries a tag. */
    private static long plainSize(long ciphertext) {
        long segments = (ciphertext + SEGMENT - 1) / SEGMENT;
        return ciphertext - STREAM_HEADER - segments * TAG;
    }

    private static StreamingAead aead(KeysetHandle dataKey) throws GeneralSecurityException {
        return dataKey.getPrimitive(StreamingAeadConfig2026.get(), StreamingAead.class);
    }

    /** The stream beneath belongs to the store, which closes it or throws it away. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
