package io.lethe.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.config.Topics;
import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {
    private final Definitions definitions = new Definitions(new Topics("privacy."), "lethe");

    @Test
    void shouldAcceptWhatTheContractAllows() {
        var crm = Draft.of("crm").with(Action.HARD_DELETE).build();
        var orders = Draft.of("orders-2")
                .with(Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE, Action.VERIFY, Action.EXPORT)
                .after("crm")
                .topic("orders.v1", KeyFormat.INT64)
                .timeout("P7D")
                .attempts(100)
                .owner("team-orders")
                .build();

        assertThat(definitions.check(orders, catalogue(crm))).isEmpty();
        assertThat(definitions.check(Draft.of("x").topic("t", KeyFormat.UUID).build(), Map.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders", "1orders", "orders_1", "orders.x", "ördrs", "a b"})
    void shouldRefuseANameThatIsNoPartOfATopicName(String name) {
        assertThat(fields(Draft.of(name).with(Action.EXPORT))).containsExactly("name");
    }

    @Test
    void shouldRefuseANameThatIsTooLong() {
        assertThat(fields(Draft.of("a".repeat(63)).with(Action.EXPORT))).isEmpty();
        assertThat(fields(Draft.of("a".repeat(64)).with(Action.EXPORT))).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export-packager", "fragments", "lethe", "lethe-x", "activator", "tombstones", "notifier"})
    void shouldRefuseAReservedName(String name) {
        assertThat(messages(Draft.of(name).with(Action.EXPORT))).contains("name: " + name + " is reserved");
    }

    @Test
    void shouldRefuseActionsThatMissTheirCounterpart() {
        assertThat(messages(Draft.of("a").with(Action.SOFT_DELETE))).contains("SOFT_DELETE needs RESTORE");
        assertThat(messages(Draft.of("a").with(Action.VERIFY))).contains("VERIFY needs HARD_DELETE");
        assertThat(messages(Draft.of("a").with(Action.EXPORT, Action.EXPORT))).contains("twice");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMBSTONE", "UNKNOWN"})
    void shouldRefuseActionsThatNoServiceCanBeAsked(Action action) {
        assertThat(fields(Draft.of("a").with(Action.EXPORT, action))).containsExactly("actions");
    }

    @Test
    void shouldRefuseAServiceThatCanDoNothing() {
        assertThat(fields(Draft.of("a"))).containsExactly("actions");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "-PT1S", "P7DT1S", "P1M", "soon", "''"})
    void shouldRefuseATimeoutOutOfBounds(String timeout) {
        assertThat(fields(Draft.of("a").with(Action.EXPORT).timeout(timeout))).containsExactly("ackTimeout");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void shouldRefuseAttemptsOutOfBounds(int attempts) {
        assertThat(fields(Draft.of("a").with(Action.EXPORT).attempts(attempts))).containsExactly("maxAttempts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak", "\u001b[31m"})
    void shouldRefuseAnOwnerWithControlCharacters(String owner) {
        assertThat(fields(Draft.of("a").with(Action.EXPORT).owner(owner))).containsExactly("owner");
        assertThat(fields(Draft.of("a").with(Action.EXPORT).owner("x".repeat(201))))
                .containsExactly("owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", ".", "..", "t/1"})
    void shouldRefuseWhatIsNoTopicName(String topic) {
        assertThat(fields(Draft.of("a").topic(topic, KeyFormat.STRING))).containsExactly("tombstoneTopics[0].topic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"privacy.services", "lethe-store-changelog", "__consumer_offsets"})
    void shouldRefuseTopicsOfLetheAndKafka(String topic) {
        assertThat(messages(Draft.of("a").topic("fine", KeyFormat.STRING).topic(topic, KeyFormat.STRING)))
                .contains("tombstoneTopics[1].topic: " + topic);
    }

    @Test
    void shouldRefuseTopicsThatAreNamedTwiceOrHaveNoFormat() {
        assertThat(fields(Draft.of("a").topic("t", KeyFormat.STRING).topic("t", KeyFormat.INT32)))
                .containsExactly("tombstoneTopics[1].topic");
        assertThat(fields(Draft.of("a").topic("t", KeyFormat.UNKNOWN))).containsExactly("tombstoneTopics[0].keyFormat");
        var many = Draft.of("a");
        IntStream.range(0, 21).forEach(i -> many.topic("t" + i, KeyFormat.STRING));
        assertThat(fields(many)).containsExactly("tombstoneTopics");
    }

    @Test
    void shouldRefuseToWaitForAServiceThatIsNotThere() {
        assertThat(messages(Draft.of("a").with(Action.HARD_DELETE).after("crm")))
                .contains("after: there is no service crm");
        assertThat(messages(Draft.of("a").with(Action.HARD_DELETE).after("crm", "crm")))
                .contains("the same service twice");
    }

    @Test
    void shouldShowACycle() {
        var crm = Draft.of("crm").with(Action.HARD_DELETE).after("ledger").build();
        var ledger = Draft.of("ledger").with(Action.HARD_DELETE).build();
        var changed =
                Draft.of("ledger").with(Action.HARD_DELETE).after("orders").build();
        var orders = Draft.of("orders").with(Action.HARD_DELETE).after("crm").build();

        assertThat(definitions.check(changed, catalogue(crm, ledger, orders)))
                .containsExactly(new Problem("after", "a cycle: ledger → orders → crm → ledger"));
        assertThat(messages(Draft.of("a").with(Action.HARD_DELETE).after("a"))).contains("a cycle: a → a");
    }

    @Test
    void shouldLetAServiceWaitForSeveralThatWaitForOne() {
        var base = Draft.of("base").with(Action.HARD_DELETE).build();
        var left = Draft.of("left").with(Action.HARD_DELETE).after("base").build();
        var right = Draft.of("right").with(Action.HARD_DELETE).after("base").build();
        var top =
                Draft.of("top").with(Action.HARD_DELETE).after("left", "right").build();

        assertThat(definitions.check(top, catalogue(base, left, right))).isEmpty();
    }

    @Test
    void shouldRefuseToRemoveAServiceThatOthersWaitFor() {
        var crm = Draft.of("crm").with(Action.HARD_DELETE).build();
        var orders = Draft.of("orders").with(Action.HARD_DELETE).after("crm").build();

        assertThat(definitions.checkRemoval("crm", catalogue(crm, orders)))
                .containsExactly(new Problem("name", "orders is erased after crm; change orders first"));
        assertThat(definitions.checkRemoval("orders", catalogue(crm, orders))).isEmpty();
    }

    private List<String> fields(Draft draft) {
        return definitions.check(draft.build(), Map.of()).stream()
                .map(Problem::field)
                .toList();
    }

    private String messages(Draft draft) {
        return definitions.check(draft.build(), Map.of()).toString();
    }

    private static Map<String, ServiceDefinition> catalogue(ServiceDefinition... services) {
        return Arrays.stream(services).collect(Collectors.toMap(ServiceDefinition::getName, Function.identity()));
    }
}
