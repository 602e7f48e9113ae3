package io.lethe.config;

/** The configuration cannot be used. The message names key, value and what was expected; it is meant for the operator as it stands. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A refusal with the whole message. */
    public ConfigException(String message) {
        super(message);
    }

    /** A bad value of one setting; the value is shown, so never a secret's. */
    static ConfigException badValue(Setting setting, Object value, String expected) {
        return new ConfigException(setting.key() + " = " + value + ": expected " + expected);
    }
}
