package io.lethe.app;

import static io.lethe.serde.CompatibilityLevel.BACKWARD_TRANSITIVE;
import static io.lethe.serde.CompatibilityLevel.FULL_TRANSITIVE;

import io.lethe.config.Topics;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.DeadLetter;
import io.lethe.schemas.ExportFragment;
import io.lethe.schemas.Notification;
import io.lethe.schemas.PrivacyCommand;
import io.lethe.schemas.RequestCompleted;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTask;
import io.lethe.serde.SchemaRegistration.Contract;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Which schema stands for which topic. What Lethe reads must stay readable for it (BACKWARD_TRANSITIVE); what it writes must stay readable for
 * everybody, older and newer (FULL_TRANSITIVE).
 */
final class Contracts {
    private Contracts() {}

    /** The contract of each of Lethe's own topics, by topic; services' topics get theirs when they are activated. */
    static Map<String, Contract> of(Topics topics) {
        return Map.of(
                topics.commands(), read(PrivacyCommand.getClassSchema()),
                topics.acks(), read(ServiceAck.getClassSchema()),
                topics.services(), read(ServiceDefinition.getClassSchema()),
                topics.fragments(), read(ExportFragment.getClassSchema()),
                topics.tombstones(), written(TombstoneTask.getClassSchema()),
                topics.completions(), written(RequestCompleted.getClassSchema()),
                topics.notifications(), written(Notification.getClassSchema()),
                topics.audit(), written(AuditEntry.getClassSchema()),
                topics.deadLetters(), written(DeadLetter.getClassSchema()));
    }

    private static Contract read(Schema schema) {
        return new Contract(schema, BACKWARD_TRANSITIVE);
    }

    private static Contract written(Schema schema) {
        return new Contract(schema, FULL_TRANSITIVE);
    }
}
