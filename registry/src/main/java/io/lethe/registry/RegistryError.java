package io.lethe.registry;

/** A refusal with the HTTP status and the error code that clients of Confluent's registry know. */
final class RegistryError extends Exception {
    private final int status;
    private final int code;

    private RegistryError(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryError subjectNotFound(String subject) {
        return new RegistryError(404, 40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError versionNotFound(String version) {
        return new RegistryError(404, 40402, "Version " + version + " not found.");
    }

    static RegistryError schemaNotFound() {
        return new RegistryError(404, 40403, "Schema not found");
    }

    static RegistryError levelNotFound(String subject) {
        return new RegistryError(404, 40408, "Subject '" + subject + "' has no compatibility level of its own.");
    }

    static RegistryError incompatible(String subject, String level, String details) {
        return new RegistryError(
                409,
                409,
                "The schema is incompatible with an earlier one of subject '" + subject + "' (" + level + "): "
                        + details);
    }

    static RegistryError invalidSchema(String why) {
        return new RegistryError(422, 42201, "Invalid schema: " + why);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(
                422, 42202, "'" + version + "' is not a version: expected a number from 1, or 'latest'.");
    }

    static RegistryError invalidLevel(String level) {
        return new RegistryError(422, 42203, "'" + level + "' is not a compatibility level.");
    }

    static RegistryError badRequest(String why) {
        return new RegistryError(400, 400, why);
    }

    static RegistryError noSuchPath(String method, String path) {
        return new RegistryError(404, 404, "The development registry has no " + method + " " + path + ".");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}
