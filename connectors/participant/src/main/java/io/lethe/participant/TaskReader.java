package io.lethe.participant;

import io.lethe.schemas.Action;
import io.lethe.schemas.ServiceTask;
import io.lethe.serde.IncompatibleSchemaException;
import io.lethe.serde.RegistryRefusedException;
import io.lethe.serde.UnknownSchemaException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;

/** From the bytes of a record to a task. Used by one thread at a time. */
final class TaskReader {
    /** What a serde other than Lethe's wraps when its registry does not answer. */
    private static final Set<Class<?>> NO_ANSWER = Set.of(
            RetriableException.class,
            RegistryRefusedException.class,
            SocketException.class,
            SocketTimeoutException.class,
            UnknownHostException.class,
            HttpTimeoutException.class);

    private final Deserializer<?> values;

    TaskReader(Deserializer<?> values) {
        this.values = values;
    }

    /**
     * Reads one record.
     *
     * @throws PoisonException when it is no task, or one of an action that this version does not know
     * @throws RuntimeException for which {@link #isRegistryFault} holds when nobody can tell at the moment
     */
    Received read(ConsumerRecord<byte[], byte[]> record) throws PoisonException {
        if (record.key() == null || record.value() == null) {
            throw new PoisonException(record.key() == null ? "NULL_KEY" : "NULL_VALUE", null);
        }
        ServiceTask contract = decode(record);
        if (contract.getAction() == Action.UNKNOWN) {
            throw new PoisonException("UNKNOWN_ACTION", null);
        }
        return new Received(task(new String(record.key(), StandardCharsets.UTF_8), contract), contract);
    }

    /** Whether it says that the schema registry is away or refuses this client, and nothing about the record. */
    static boolean isRegistryFault(Throwable error) {
        return Stream.iterate(error, e -> e != null, Throwable::getCause)
                .anyMatch(e -> NO_ANSWER.stream().anyMatch(type -> type.isInstance(e)));
    }

    private ServiceTask decode(ConsumerRecord<byte[], byte[]> record) throws PoisonException {
        Object value;
        try {
            value = values.deserialize(record.topic(), record.value());
        } catch (RuntimeException e) {
            if (isRegistryFault(e)) {
                throw e;
            }
            throw new PoisonException(reason(e), e);
        }
        if (value instanceof ServiceTask task) {
            return task;
        }
        throw new PoisonException("MALFORMED", null);
    }

    private static String reason(RuntimeException e) {
        if (e instanceof UnknownSchemaException) {
            return "UNKNOWN_SCHEMA";
        }
        return e instanceof IncompatibleSchemaException ? "INCOMPATIBLE_SCHEMA" : "MALFORMED";
    }

    static Task task(String subjectId, ServiceTask contract) {
        List<Identity> identities = contract.getIdentities().stream()
                .map(identity -> new Identity(identity.getType(), identity.getValue()))
                .toList();
        return new Task(
                subjectId,
                contract.getAction(),
                contract.getRequestId(),
                contract.getTaskId(),
                contract.getRound(),
                contract.getAttempt(),
                identities,
                contract.getAsOf());
    }
}
