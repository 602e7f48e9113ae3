package io.lethe.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.AccessKind;
import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.RecordAccess;
import io.lethe.schemas.ServiceChanged;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class ControlTagsTest {
    private final ControlTags tags = new ControlTags(Keys.generate());

    @Test
    void shouldAcceptItsOwnCatalogueChange() {
        assertThat(tags.valid(tags.sign(4, "orders", orders("team-orders")))).isTrue();
        assertThat(tags.valid(tags.sign(5, "orders", null))).isTrue();
    }

    @Test
    void shouldRefuseAnAlteredCatalogueChange() {
        var signed = tags.sign(4, "orders", orders("team-orders"));

        assertThat(tags.valid(altered(signed, 5, "orders", orders("team-orders"))))
                .isFalse();
        assertThat(tags.valid(altered(signed, 4, "crm", orders("team-orders")))).isFalse();
        assertThat(tags.valid(altered(signed, 4, "orders", orders("team-b")))).isFalse();
        assertThat(tags.valid(altered(signed, 4, "orders", null))).isFalse();
        assertThat(new ControlTags(Keys.generate()).valid(signed)).isFalse();
    }

    @Test
    void shouldBindAnAccessReportToItsSubject() {
        var report = new RecordAccess("r-1", AccessKind.DOWNLOAD_REFUSED, "EXPIRED", "ab", null, "");
        var signed = tags.sign("customer-1", report);

        assertThat(tags.valid("customer-1", signed)).isTrue();
        assertThat(tags.valid("customer-2", signed)).isFalse();
        assertThat(tags.valid("customer-1", report(AccessKind.DOWNLOAD_REFUSED, null, "ab", null, signed)))
                .isFalse();
        assertThat(tags.valid("customer-1", report(AccessKind.DOWNLOAD_REFUSED, "EXPIRED", null, "ab", signed)))
                .isFalse();
        assertThat(tags.valid("customer-1", report(AccessKind.DOWNLOAD_GRANTED, "EXPIRED", "ab", null, signed)))
                .isFalse();
    }

    @Test
    void shouldGiveTheSameBytesWhenTheSchemaGetsAnOptionalField() {
        var older = record("{'name':'a','type':'string'}").set("a", "x").build();
        var newer = record("{'name':'a','type':'string'},{'name':'b','type':'int','default':3}")
                .set("a", "x")
                .build();
        var used = record("{'name':'a','type':'string'},{'name':'b','type':'int','default':3}")
                .set("a", "x")
                .set("b", 4)
                .build();

        assertThat(CanonicalRecord.of(newer, Set.of())).isEqualTo(CanonicalRecord.of(older, Set.of()));
        assertThat(CanonicalRecord.of(used, Set.of())).isNotEqualTo(CanonicalRecord.of(older, Set.of()));
    }

    private static RecordAccess report(
            AccessKind kind, String code, String address, String agent, RecordAccess signed) {
        return new RecordAccess("r-1", kind, code, address, agent, signed.getMac());
    }

    private static GenericRecordBuilder record(String fields) {
        var json = "{'type':'record','name':'R','fields':[" + fields + "]}";
        return new GenericRecordBuilder(new Schema.Parser().parse(json.replace('\'', '"')));
    }

    private static ServiceDefinition orders(String owner) {
        return new ServiceDefinition(
                "orders",
                List.of(Action.HARD_DELETE, Action.VERIFY),
                List.of("crm"),
                List.of(new TombstoneTopic("orders.v1", KeyFormat.INT64)),
                "PT5M",
                3,
                owner);
    }

    private static ServiceChanged altered(
            ServiceChanged signed, long version, String name, ServiceDefinition definition) {
        return new ServiceChanged(version, name, definition, signed.getMac());
    }
}
