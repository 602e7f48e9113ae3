package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lethe.serde.RegistryRefusedException;
import io.lethe.serde.RegistryUnavailableException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ServiceHandlersTest {
    @Test
    void shouldNotSayThatNothingWasDoneWhereAChangeMayBePublished() {
        assertThat(codeAfter(new TimeoutException("no answer within 10 s"))).isEqualTo(ProblemCode.NOT_DECIDED);
        assertThat(codeAfter(new NotEnoughReplicasAfterAppendException("one of two")))
                .isEqualTo(ProblemCode.NOT_DECIDED);
    }

    @Test
    void shouldSaySoWhereNothingLeft() {
        assertThat(codeAfter(new RegistryUnavailableException("away", null))).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(codeAfter(new RegistryRefusedException("401"))).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(codeAfter(new SerializationException("away"))).isEqualTo(ProblemCode.UNAVAILABLE);
    }

    private static ProblemCode codeAfter(KafkaException error) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () -> ServiceHandlers.written(() -> {
                            throw error;
                        }))
                .code();
    }
}
