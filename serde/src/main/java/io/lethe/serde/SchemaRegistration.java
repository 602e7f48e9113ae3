package io.lethe.serde;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a set of contract schemas into the registry before anything is written or read. Run again, it has no effect. With
 * {@code auto.register.schemas=false} it changes nothing and only checks that everything is there.
 */
public final class SchemaRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistration.class);

    private SchemaRegistration() {}

    /**
     * What a topic's values must look like.
     *
     * @param schema the value's schema
     * @param compatibility level of the subject {@code <topic>-value}
     */
    public record Contract(Schema schema, CompatibilityLevel compatibility) {}

    /**
     * Registers each schema under {@code <topic>-value} after setting the subject's level, and fills the client's caches.
     *
     * @param contracts by topic
     * @return the schema ids by topic
     * @throws RegistryUnavailableException when no registry answers
     * @throws IncompatibleSchemaException when a schema is refused; it names the subject and what the registry said
     * @throws UnknownSchemaException when one is missing and {@code auto.register.schemas=false}
     */
    public static Map<String, Integer> register(SchemaRegistryClient client, Map<String, Contract> contracts) {
        Map<String, Integer> ids = new TreeMap<>();
        new TreeMap<>(contracts).forEach((topic, contract) -> ids.put(topic, register(client, topic, contract)));
        LOG.info("{} contract schemas stand in the schema registry at {}", ids.size(), client.addresses());
        return ids;
    }

    private static int register(SchemaRegistryClient client, String topic, Contract contract) {
        String subject = SpecificAvroSerializer.subject(topic, false);
        if (client.autoRegister() && !client.compatibility(subject).equals(Optional.of(contract.compatibility()))) {
            client.setCompatibility(subject, contract.compatibility());
        }
        return client.idFor(subject, contract.schema());
    }
}
