package io.lethe.serde;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Settings of the serde and its registry client, under the names that Confluent's serdes use. Other keys are left alone. */
public final class RegistryConfig extends AbstractConfig {
    public static final String URL = "schema.registry.url";
    public static final String AUTO_REGISTER = "auto.register.schemas";
    public static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
    public static final String USER_INFO = "basic.auth.user.info";
    public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    public static final String READ_TIMEOUT = "http.read.timeout.ms";
    public static final String SPECIFIC_READER = "specific.avro.reader";
    public static final String VALUE_TYPE = "specific.avro.value.type";
    public static final String KEY_TYPE = "specific.avro.key.type";

    static final String TLS = "schema.registry.ssl.";
    static final String TRUSTSTORE = TLS + "truststore";
    static final String KEYSTORE = TLS + "keystore";
    static final String KEY_PASSWORD = TLS + "key.password";

    private static final String FROM_URL = "URL";
    private static final String FROM_USER_INFO = "USER_INFO";
    private static final int CONNECT_MS = 5_000;
    private static final int READ_MS = 10_000;

    private static final ConfigDef DEF = new ConfigDef()
            .define(
                    URL,
                    ConfigDef.Type.LIST,
                    Importance.HIGH,
                    "Addresses of the registry, tried in turn, each http[s]://host[:port][/path].")
            .define(
                    AUTO_REGISTER,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    Importance.MEDIUM,
                    "Register a schema when a record of it is first written; false: it must be registered already.")
            .define(
                    CREDENTIALS_SOURCE,
                    ConfigDef.Type.STRING,
                    FROM_URL,
                    ValidString.in(FROM_URL, FROM_USER_INFO),
                    Importance.MEDIUM,
                    "Where the basic authentication credentials stand.")
            .define(
                    USER_INFO,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "user:password, for basic.auth.credentials.source=USER_INFO.")
            .define(
                    CONNECT_TIMEOUT,
                    ConfigDef.Type.INT,
                    CONNECT_MS,
                    ConfigDef.Range.atLeast(1),
                    Importance.LOW,
                    "Milliseconds to wait for a connection.")
            .define(
                    READ_TIMEOUT,
                    ConfigDef.Type.INT,
                    READ_MS,
                    ConfigDef.Range.atLeast(1),
                    Importance.LOW,
                    "Milliseconds to wait for an answer, to its last byte.")
            .define(
                    SPECIFIC_READER,
                    ConfigDef.Type.BOOLEAN,
                    true,
                    RegistryConfig::onlySpecific,
                    Importance.LOW,
                    "Only true: this serde knows generated classes only.")
            .define(
                    VALUE_TYPE,
                    ConfigDef.Type.CLASS,
                    null,
                    Importance.LOW,
                    "Generated class that values must be of; absent: the one the writer's schema names.")
            .define(
                    KEY_TYPE,
                    ConfigDef.Type.CLASS,
                    null,
                    Importance.LOW,
                    "Generated class that keys must be of; absent: the one the writer's schema names.")
            .define(
                    TRUSTSTORE + ".location",
                    ConfigDef.Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "Key store file with the certificates to trust; absent: the JVM's.")
            .define(TRUSTSTORE + ".password", ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "Its password.")
            .define(TRUSTSTORE + ".type", ConfigDef.Type.STRING, "JKS", Importance.LOW, "Its format, JKS or PKCS12.")
            .define(
                    KEYSTORE + ".location",
                    ConfigDef.Type.STRING,
                    null,
                    Importance.MEDIUM,
                    "Key store file with this client's certificate and key.")
            .define(KEYSTORE + ".password", ConfigDef.Type.PASSWORD, null, Importance.MEDIUM, "Its password.")
            .define(KEYSTORE + ".type", ConfigDef.Type.STRING, "JKS", Importance.LOW, "Its format, JKS or PKCS12.")
            .define(
                    KEY_PASSWORD,
                    ConfigDef.Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "Password of the key; absent: the key store's.");

    /**
     * Checks the settings.
     *
     * @throws ConfigException naming the key that is missing or wrong
     */
    public RegistryConfig(Map<String, ?> configs) {
        super(DEF, configs, false);
        if (getList(URL).isEmpty()) {
            throw new ConfigException(URL, "", "expected at least one address, such as http://localhost:8081");
        }
        getList(URL).forEach(RegistryConfig::checkAddress);
        userInfoFromConfig();
    }

    /** The addresses, in order, without credentials and without a slash at the end. */
    List<URI> addresses() {
        return getList(URL).stream().map(RegistryConfig::withoutUserInfo).toList();
    }

    /** {@code user:password} for basic authentication. */
    Optional<String> credentials() {
        return FROM_USER_INFO.equals(getString(CREDENTIALS_SOURCE)) ? userInfoFromConfig() : userInfoFromUrl();
    }

    /** Everything that makes one client differ from another. */
    Map<String, Object> connection() {
        Map<String, Object> settings = new HashMap<>(values());
        settings.keySet().removeAll(List.of(VALUE_TYPE, KEY_TYPE));
        return settings;
    }

    boolean autoRegister() {
        return getBoolean(AUTO_REGISTER);
    }

    Duration connectTimeout() {
        return Duration.ofMillis(getInt(CONNECT_TIMEOUT));
    }

    Duration readTimeout() {
        return Duration.ofMillis(getInt(READ_TIMEOUT));
    }

    /** The text of a password, null where it is absent. */
    String secret(String key) {
        Password password = getPassword(key);
        return password == null ? null : password.value();
    }

    private Optional<String> userInfoFromConfig() {
        String userInfo = secret(USER_INFO);
        boolean wanted = FROM_USER_INFO.equals(getString(CREDENTIALS_SOURCE));
        if (wanted && (userInfo == null || userInfo.indexOf(':') < 1)) {
            throw new ConfigException(
                    USER_INFO + " must be user:password when " + CREDENTIALS_SOURCE + "=" + FROM_USER_INFO);
        }
        return wanted ? Optional.of(userInfo) : Optional.empty();
    }

    private Optional<String> userInfoFromUrl() {
        return getList(URL).stream()
                .map(url -> URI.create(url).getUserInfo())
                .filter(info -> info != null)
                .findFirst();
    }

    private static void checkAddress(String address) {
        URI uri = parse(address);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw badAddress();
        }
    }

    private static URI parse(String address) {
        try {
            return URI.create(address);
        } catch (IllegalArgumentException malformed) {
            throw badAddress();
        }
    }

    /** Does not quote the address, which may hold a password. */
    private static ConfigException badAddress() {
        return new ConfigException(
                URL + ": each address must be http[s]://host[:port][/path], such as http://localhost:8081");
    }

    private static URI withoutUserInfo(String address) {
        URI uri = URI.create(address);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return URI.create(uri.getScheme() + "://" + uri.getHost() + port + path);
    }

    private static void onlySpecific(String key, Object value) {
        if (Boolean.FALSE.equals(value)) {
            throw new ConfigException(
                    key, value, "this serde reads generated classes only: leave the key out or set it true");
        }
    }
}
