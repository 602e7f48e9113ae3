package io.lethe.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.DeadLetter;
import io.lethe.serde.MalformedRecordException;
import io.lethe.serde.RegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClusterIT {
    private static final TestCluster CLUSTER = TestCluster.start();
    private static final DeadLetter LETTER =
            new DeadLetter("t", 1, 2L, "UNKNOWN_SCHEMA", "", Instant.ofEpochMilli(1_000));

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void shouldReadWhatWasWritten() {
        CLUSTER.createTopic("letters", 3);
        CLUSTER.send("letters", "a", LETTER);
        CLUSTER.send("letters", 2, null, LETTER);
        TopicReader<DeadLetter> reader = CLUSTER.reader("letters", DeadLetter.class);
        assertThat(reader.values()).containsExactly(LETTER, LETTER);
        assertThat(reader.awaitRecord("one without a key", record -> record.key() == null)
                        .partition())
                .isEqualTo(2);
    }

    @Test
    void shouldSeeCommittedRecordsOnly() {
        CLUSTER.createTopic("transactions", 1);
        Producer<String, String> producer =
                CLUSTER.producer(new StringSerializer(), new StringSerializer(), Map.of("transactional.id", "t"));
        producer.initTransactions();
        write(producer, "aborted");
        producer.abortTransaction();
        write(producer, "committed");
        producer.commitTransaction();
        assertThat(CLUSTER.reader("transactions", new StringDeserializer()).values())
                .containsExactly("committed");
    }

    @Test
    void shouldSayWhatDidNotCome() {
        CLUSTER.createTopic("empty", 1);
        TopicReader<String> reader = CLUSTER.reader("empty", new StringDeserializer());
        assertThatThrownBy(() -> reader.await("a greeting", Duration.ofMillis(200), records -> !records.isEmpty()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("topic empty has 0 records, but not a greeting");
    }

    @Test
    void shouldShowPoisonToTheReader() {
        CLUSTER.createTopic("poison", 1);
        CLUSTER.send(new ProducerRecord<>("poison", null, new byte[] {1, 2}));
        TopicReader<DeadLetter> reader = CLUSTER.reader("poison", DeadLetter.class);
        assertThatThrownBy(reader::records).hasRootCauseInstanceOf(MalformedRecordException.class);
    }

    @Test
    void shouldForbidAndPermitATopic() {
        CLUSTER.createTopic("guarded", 1);
        CLUSTER.forbid("guarded", AclOperation.WRITE);
        assertThatThrownBy(() -> CLUSTER.send("guarded", "a", LETTER))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
        CLUSTER.permit("guarded", AclOperation.WRITE);
        CLUSTER.send("guarded", "a", LETTER);
        assertThat(CLUSTER.reader("guarded", DeadLetter.class).await(1)).hasSize(1);
    }

    @Test
    void shouldStopAndStartTheRegistry() {
        CLUSTER.createTopic("unregistered", 1);
        CLUSTER.stopRegistry();
        try {
            assertThatThrownBy(() -> CLUSTER.send("unregistered", "a", LETTER))
                    .hasCauseInstanceOf(RegistryUnavailableException.class);
        } finally {
            CLUSTER.startRegistry();
        }
        CLUSTER.send("unregistered", "a", LETTER);
        assertThat(CLUSTER.reader("unregistered", DeadLetter.class).values()).containsExactly(LETTER);
    }

    @Test
    void shouldRefuseAMissingTopic() {
        assertThatThrownBy(() -> CLUSTER.reader("missing", new StringDeserializer()))
                .hasMessageContaining("topic missing does not exist");
    }

    private static void write(Producer<String, String> producer, String value) {
        producer.beginTransaction();
        assertThat(producer.send(new ProducerRecord<>("transactions", value))).succeedsWithin(Patience.MOST);
    }
}
