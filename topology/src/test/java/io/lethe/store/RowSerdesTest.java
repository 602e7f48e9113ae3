package io.lethe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.Action;
import io.lethe.schemas.Identity;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class RowSerdesTest {
    @Test
    void shouldReadBackAServicesRow() {
        ServiceDefinition definition = new ServiceDefinition(
                "orders",
                List.of(Action.HARD_DELETE),
                List.of("accounts"),
                List.of(new TombstoneTopic("orders.v1", KeyFormat.INT64)),
                "PT5M",
                3,
                "team-orders");
        assertReadsBack(RowSerdes.catalogue(), new CatalogueRow(7, true, definition));
    }

    @Test
    void shouldReadBackIdentities() {
        Identity mail = new Identity("email", "alice@example.org");
        assertReadsBack(RowSerdes.identities(), new IdentitiesRow(List.of(mail), "Grüße"));
        assertReadsBack(RowSerdes.identities(), IdentitiesRow.NONE);
    }

    @Test
    void shouldRefuseARowOfALaterVersion() {
        byte[] row = RowSerdes.identities().serializer().serialize("", IdentitiesRow.NONE);
        row[0] = 2;
        assertThatThrownBy(() -> RowSerdes.identities().deserializer().deserialize("", row))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("version 2");
    }

    private static <T> void assertReadsBack(Serde<T> serde, T row) {
        byte[] bytes = serde.serializer().serialize("", row);
        assertThat(serde.deserializer().deserialize("", bytes)).isEqualTo(row);
    }
}
