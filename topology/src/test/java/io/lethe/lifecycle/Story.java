package io.lethe.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.KeyFormat;
import io.lethe.schemas.ServiceAck;
import io.lethe.schemas.ServiceDefinition;
import io.lethe.schemas.TombstoneTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** One subject on paper: after what was given, when one thing comes, then exactly these events, in the words of {@link Brief}. */
final class Story {
    static final Instant START = Instant.parse("2027-03-01T09:00:00Z");
    private Policy policy = Policies.defaults().policy();
    private Catalogue catalogue = Catalogue.EMPTY;
    private SubjectState state = SubjectState.NONE;
    private Instant now = START;
    private List<Event> events = List.of();

    static Story begin() {
        return new Story();
    }

    /** Services that can hide, restore, erase, verify and export. */
    static Story of(String... services) {
        Story story = begin();
        List.of(services)
                .forEach(s -> story.service(
                        s, Action.SOFT_DELETE, Action.RESTORE, Action.HARD_DELETE, Action.VERIFY, Action.EXPORT));
        return story;
    }

    Story under(Policy other) {
        policy = other;
        return this;
    }

    Story service(String name, Action... actions) {
        return service(name, d -> {}, actions);
    }

    Story service(String name, Consumer<ServiceDefinition.Builder> more, Action... actions) {
        ServiceDefinition.Builder definition = ServiceDefinition.newBuilder()
                .setName(name)
                .setActions(List.of(actions))
                .setAfter(List.of())
                .setTombstoneTopics(List.of());
        more.accept(definition);
        catalogue = catalogue.defining(catalogue.version() + 1, definition.build());
        return this;
    }

    Story without(String service) {
        catalogue = catalogue.removing(catalogue.version() + 1, service);
        return this;
    }

    static Consumer<ServiceDefinition.Builder> tombstones(String topic) {
        return d -> d.setTombstoneTopics(List.of(new TombstoneTopic(topic, KeyFormat.STRING)));
    }

    /** An input that is not looked at. */
    Story given(Object command) {
        return when(command);
    }

    Story when(Object command) {
        return by("operator:ada", command);
    }

    Story by(String actor, Object command) {
        return byWith(actor, command, Input.Known.ABSENT, List.of());
    }

    /** A new request that names identities, or whose id is known from elsewhere. */
    Story byWith(String actor, Object command, Input.Known known, List<String> identities) {
        return take(Inputs.command(command, actor, known, now, identities));
    }

    /** The service's DONE with {@code records} for the task that is out. */
    Story done(String request, String service, long records) {
        return ack(request, service, a -> a.setRecordsAffected(records));
    }

    Story answers(String request, String service, AckOutcome outcome) {
        return ack(request, service, a -> a.setOutcome(outcome).setReason("says the service"));
    }

    /** An answer to the task that is out. */
    Story ack(String request, String service, Consumer<ServiceAck.Builder> how) {
        Step step = step(request, service);
        ServiceAck.Builder ack = Inputs.ack(request, service, step.taskAction(), step.round());
        how.accept(ack);
        return ack(ack.build(), true);
    }

    Story ack(ServiceAck ack, boolean tokenValid) {
        return take(new Input.Ack(ack, tokenValid));
    }

    /** Time passes; nothing comes. */
    Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story at(String instant) {
        now = Instant.parse(instant);
        return this;
    }

    Story timer() {
        return take(new Input.Timer());
    }

    /** The next timer, at the moment it is due. */
    Story nextTimer() {
        Instant due = NextDue.of(state, policy, now).orElseThrow();
        now = due.isAfter(now) ? due : now;
        return timer();
    }

    private Story take(Input input) {
        Decision decision = Decider.decide(state, input, catalogue, policy, now);
        events = decision.events();
        SubjectState kept = decision.state().withoutSettled(now);
        state = kept.isEmpty() ? SubjectState.NONE : kept;
        return this;
    }

    /** Exactly these events came out, in this order. */
    Story then(String... expected) {
        assertThat(events.stream().map(Brief::of)).containsExactly(expected);
        return this;
    }

    Story thenNothing() {
        return then();
    }

    /** The one event of a kind that came out. */
    <T extends Event> T the(Class<T> type) {
        List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(found).as("events of the kind in " + events).hasSize(1);
        return found.get(0);
    }

    Story isIn(String request, Phase phase) {
        assertThat(request(request).phase()).isEqualTo(phase);
        return this;
    }

    /** What the request waits for, as {@code KIND:ref until}. */
    Story waitsFor(String request, String... expected) {
        assertThat(WaitReason.of(state, request(request), now).stream().map(Brief::of))
                .containsExactly(expected);
        return this;
    }

    RequestState request(String id) {
        return state.request(id).orElseThrow(() -> new AssertionError(id + " is not live: " + state));
    }

    Step step(String request, String service) {
        return request(request).step(service).orElseThrow();
    }

    SubjectState state() {
        return state;
    }

    Instant now() {
        return Objects.requireNonNull(now);
    }
}
