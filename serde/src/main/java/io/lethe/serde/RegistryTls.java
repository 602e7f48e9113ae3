package io.lethe.serde;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.config.ConfigException;

/** The TLS side of the configuration. Host names are always checked against the certificate. */
final class RegistryTls {
    private RegistryTls() {}

    /**
     * Makes the context from the configured key stores, or the JVM's.
     *
     * @throws ConfigException when a key store cannot be opened; it names the file, not the password
     */
    static SSLContext context(RegistryConfig config) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(config), trustManagers(config), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigException("the keys under " + RegistryConfig.TLS + "* do not make a TLS context: " + e);
        }
    }

    private static KeyManager[] keyManagers(RegistryConfig config) throws GeneralSecurityException {
        if (config.getString(RegistryConfig.KEYSTORE + ".location") == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        String keyPassword = config.secret(RegistryConfig.KEY_PASSWORD);
        String storePassword = config.secret(RegistryConfig.KEYSTORE + ".password");
        factory.init(load(config, RegistryConfig.KEYSTORE), chars(keyPassword == null ? storePassword : keyPassword));
        return factory.getKeyManagers();
    }

    private static TrustManager[] trustManagers(RegistryConfig config) throws GeneralSecurityException {
        if (config.getString(RegistryConfig.TRUSTSTORE + ".location") == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(config, RegistryConfig.TRUSTSTORE));
        return factory.getTrustManagers();
    }

    private static KeyStore load(RegistryConfig config, String prefix) {
        String location = config.getString(prefix + ".location");
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            KeyStore store = KeyStore.getInstance(config.getString(prefix + ".type"));
            store.load(in, chars(config.secret(prefix + ".password")));
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigException(
                    prefix + ".location", location, "cannot be opened with " + prefix + ".type and .password: " + e);
        }
    }

    private static char[] chars(String password) {
        return password == null ? null : password.toCharArray();
    }
}
