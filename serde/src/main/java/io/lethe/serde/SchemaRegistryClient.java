package io.lethe.serde;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.serde.RegistryHttp.Reply;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Client of a schema registry with Confluent's REST interface. What a registry never changes (the schema of an id, the
 * id of a schema under a subject) is asked once and kept, so that known records flow while the registry is down.
 * Thread-safe; meant to be shared.
 *
 * <p>Every call may throw {@link RegistryUnavailableException} and {@link RegistryRefusedException}.
 */
public final class SchemaRegistryClient {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNPROCESSABLE = 422;
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    /** Confluent's code for a subject without a compatibility level of its own. */
    private static final int LEVEL_NOT_FOUND = 40408;

    private final RegistryHttp http;
    private final boolean autoRegister;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();

    private static final Map<Map<String, Object>, WeakReference<SchemaRegistryClient>> SHARED =
            new ConcurrentHashMap<>();

    private record SubjectSchema(String subject, Schema schema) {}

    public SchemaRegistryClient(RegistryConfig config) {
        http = new RegistryHttp(config);
        autoRegister = config.autoRegister();
    }

    /** Takes the keys of {@link RegistryConfig}; further ones are ignored. */
    public SchemaRegistryClient(Map<String, ?> configs) {
        this(new RegistryConfig(configs));
    }

    /**
     * The one client of this JVM for these settings: serdes that are loaded by name share its connections and what it
     * knows with each other and with the start of the application. It lives as long as somebody uses it.
     */
    public static SchemaRegistryClient shared(Map<String, ?> configs) {
        return shared(new RegistryConfig(configs));
    }

    static SchemaRegistryClient shared(RegistryConfig config) {
        SchemaRegistryClient[] found = new SchemaRegistryClient[1];
        SHARED.compute(config.connection(), (key, held) -> {
            found[0] = held == null ? null : held.get();
            if (found[0] != null) {
                return held;
            }
            found[0] = new SchemaRegistryClient(config);
            return new WeakReference<>(found[0]);
        });
        return found[0];
    }

    /**
     * The id of a schema under a subject, registered now if it is not yet and {@code auto.register.schemas} allows it.
     *
     * @throws IncompatibleSchemaException when the registry refuses it
     * @throws UnknownSchemaException when it is not registered and must not be
     */
    public int idFor(String subject, Schema schema) {
        return autoRegister ? register(subject, schema) : lookUp(subject, schema);
    }

    /**
     * Registers a schema; again, it has no effect.
     *
     * @return its id
     * @throws IncompatibleSchemaException when it is not compatible with the subject's earlier versions
     */
    public int register(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = ids.get(key);
        return known != null ? known : remember(key, postVersion(subject, schema));
    }

    /**
     * The id of a schema that is registered under the subject.
     *
     * @throws UnknownSchemaException when it is not
     */
    public int lookUp(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = ids.get(key);
        return known != null ? known : remember(key, postSubject(subject, schema));
    }

    /**
     * The schema with an id.
     *
     * @throws UnknownSchemaException when the registry has none
     * @throws IncompatibleSchemaException when it is not a self-contained Avro schema
     */
    public Schema schemaById(int id) {
        Schema known = schemas.get(id);
        return known != null ? known : fetch(id);
    }

    /** The newest version of a subject; empty when the subject has none. */
    public Optional<RegisteredSchema> latest(String subject) {
        Reply reply = http.call("GET", "/subjects/" + encode(subject) + "/versions/latest", Map.of());
        if (isAbsent(reply)) {
            return Optional.empty();
        }
        JsonNode body = expectOk(reply, "asking for the latest version of subject " + subject)
                .body();
        Schema schema = parse(body, "subject " + subject + ", latest version");
        return Optional.of(new RegisteredSchema(
                subject, body.path("version").asInt(), body.path("id").asInt(), schema));
    }

    /** Whether a schema could follow the newest version of the subject; true when the subject has none. */
    public boolean isCompatible(String subject, Schema schema) {
        String path = "/compatibility/subjects/" + encode(subject) + "/versions/latest";
        Reply reply = http.call("POST", path, body(schema));
        return isAbsent(reply)
                || expectOk(reply, "checking compatibility with subject " + subject)
                        .body()
                        .path("is_compatible")
                        .asBoolean(false);
    }

    /** The level set for the subject itself; empty when the registry's default applies. */
    public Optional<CompatibilityLevel> compatibility(String subject) {
        Reply reply = http.call("GET", "/config/" + encode(subject), Map.of());
        if (isAbsent(reply)) {
            return Optional.empty();
        }
        String level = expectOk(reply, "asking for the compatibility of subject " + subject)
                .body()
                .path("compatibilityLevel")
                .asText();
        return Optional.of(CompatibilityLevel.valueOf(level));
    }

    /** Sets the level for the subject, which need not exist yet. It applies to versions registered from now on. */
    public void setCompatibility(String subject, CompatibilityLevel level) {
        Reply reply = http.call("PUT", "/config/" + encode(subject), Map.of("compatibility", level.name()));
        expectOk(reply, "setting compatibility " + level + " of subject " + subject);
    }

    /** Returns when a registry answers; throws otherwise. */
    public void ping() {
        expectOk(http.call("GET", "/subjects", Map.of()), "asking for the subjects");
    }

    /** The configured addresses, without credentials. */
    public List<URI> addresses() {
        return http.addresses();
    }

    boolean autoRegister() {
        return autoRegister;
    }

    private int postVersion(String subject, Schema schema) {
        Reply reply = http.call("POST", "/subjects/" + encode(subject) + "/versions", body(schema));
        if (reply.status() == CONFLICT || reply.status() == UNPROCESSABLE) {
            throw new IncompatibleSchemaException("The schema registry at " + reply.address() + " refuses schema "
                    + schema.getFullName() + " for subject " + subject + ": " + reply.message()
                    + ". Make the schema compatible with the versions before it (defaults for new fields and enums), or"
                    + " change the subject's compatibility level on purpose.");
        }
        return id(expectOk(reply, "registering " + schema.getFullName() + " under subject " + subject));
    }

    private int postSubject(String subject, Schema schema) {
        Reply reply = http.call("POST", "/subjects/" + encode(subject), body(schema));
        if (isAbsent(reply)) {
            throw new UnknownSchemaException("The schema registry at " + reply.address() + " has no schema "
                    + schema.getFullName() + " of this version under subject " + subject + ": " + reply.message()
                    + ". Register it, or set " + RegistryConfig.AUTO_REGISTER + "=true.");
        }
        return id(expectOk(reply, "looking up " + schema.getFullName() + " under subject " + subject));
    }

    private Schema fetch(int id) {
        Reply reply = http.call("GET", "/schemas/ids/" + id, Map.of());
        if (isAbsent(reply)) {
            throw new UnknownSchemaException(
                    "The schema registry at " + reply.address() + " has no schema with id " + id + ".");
        }
        Schema schema = parse(expectOk(reply, "asking for schema id " + id).body(), "schema id " + id);
        Schema raced = schemas.putIfAbsent(id, schema);
        return raced == null ? schema : raced;
    }

    private int remember(SubjectSchema key, int id) {
        ids.put(key, id);
        schemas.putIfAbsent(id, key.schema());
        return id;
    }

    /** A 404 of some other server has none of the registry's codes: a wrong address is not a missing schema. */
    private static boolean isAbsent(Reply reply) {
        int code = reply.errorCode();
        return reply.status() == NOT_FOUND
                && (code == SUBJECT_NOT_FOUND
                        || code == VERSION_NOT_FOUND
                        || code == SCHEMA_NOT_FOUND
                        || code == LEVEL_NOT_FOUND);
    }

    private static Reply expectOk(Reply reply, String doing) {
        if (reply.status() != OK || reply.body().isMissingNode()) {
            throw new RegistryRefusedException("The schema registry at " + reply.address() + " did not do as asked ("
                    + doing + "): " + reply.message() + ". Check " + RegistryConfig.URL
                    + ", the credentials under basic.auth.* and the"
                    + " permissions they have.");
        }
        return reply;
    }

    private static int id(Reply reply) {
        JsonNode id = reply.body().path("id");
        if (!id.isInt()) {
            throw new RegistryRefusedException("The schema registry at " + reply.address()
                    + " gave no schema id. Check that " + RegistryConfig.URL + " points to a schema registry.");
        }
        return id.asInt();
    }

    private static Schema parse(JsonNode body, String what) {
        String type = body.path("schemaType").asText("AVRO");
        if (!"AVRO".equals(type) || !body.path("references").isEmpty()) {
            throw new IncompatibleSchemaException(what + " is not a self-contained Avro schema: its type is " + type
                    + ", with " + body.path("references").size() + " references.");
        }
        try {
            return new Schema.Parser().parse(body.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new IncompatibleSchemaException(what + " is not an Avro schema: " + e.getMessage());
        }
    }

    private static Map<String, ?> body(Schema schema) {
        return Map.of("schema", schema.toString());
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
