package io.lethe.participant;

/**
 * One further name under which the subject may be known, as the caller of the request gave it. Personal data: its text
 * form hides the value.
 *
 * @param type kind of identity, for example {@code email}
 * @param value the identity itself
 */
public record Identity(String type, String value) {
    @Override
    public String toString() {
        return "Identity[" + type + "]";
    }
}
