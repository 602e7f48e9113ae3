package io.lethe.lifecycle.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.Inputs;
import io.lethe.lifecycle.Policy;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.ApproveRequest;
import io.lethe.schemas.CancelRequest;
import io.lethe.schemas.ExportFormat;
import io.lethe.schemas.PlaceHold;
import io.lethe.schemas.Regulation;
import io.lethe.schemas.ReleaseHold;
import io.lethe.schemas.RequestErasure;
import io.lethe.schemas.RequestExport;
import io.lethe.schemas.RetryRequest;
import io.lethe.schemas.WaiveService;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Fifty callers at once on one subject: whatever order the log gives them, each rule holds, and all of it ends. */
class ConcurrentCommandsTest {
    private static final int CALLERS = 50;
    private static final int TIMES = 20;

    @Test
    void shouldEndInALegalStateWhateverTheOrder() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int n = 0; n < TIMES; n++) {
                Queue<Object> log = raced(callers);
                assertThatCode(() -> decideInOrder(log))
                        .as("in the order %s", log)
                        .doesNotThrowAnyException();
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(callers.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
    }

    /** The commands in the order in which the callers got them into the log. */
    private static Queue<Object> raced(ExecutorService callers) throws Exception {
        Queue<Object> log = new ConcurrentLinkedQueue<>();
        CyclicBarrier together = new CyclicBarrier(CALLERS);
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int n = 0; n < CALLERS; n++) {
            Object command = command(n);
            calls.add(() -> {
                together.await(2, TimeUnit.MINUTES);
                return log.add(command);
            });
        }
        for (Future<Boolean> call : callers.invokeAll(calls)) {
            assertThat(call.get()).isTrue();
        }
        return log;
    }

    private static void decideInOrder(Queue<Object> log) {
        World world = new World(Policy.defaults(), new Coverage());
        Services.NAMES.forEach(s -> world.apply(Stimulus.defining(world.now, Services.usual(s))));
        for (Object command : log) {
            Input input = Inputs.command(command, "operator:one", world.known(command), world.now, List.of());
            world.apply(Stimulus.of(world.now, input));
        }
        assertThat(world.state.requests().stream().filter(RequestState::isOpen).count())
                .isBetween(1L, 20L);
        Finale.play(world, world::apply);
        assertThat(world.ledger.accounts.values()).noneMatch(Account::open);
    }

    /** Of each ten: two erasures, an export and seven that people send about them or about holds. */
    private static Object command(int n) {
        String id = "r" + n / 10 * 10;
        return switch (n % 10) {
            case 0, 1 -> erasure("r" + n, n % 20 == 0 ? null : List.of("accounts", "billing"));
            case 2 -> export("r" + n);
            case 3, 4 -> new CancelRequest(id, null);
            case 5 -> new ApproveRequest(id, null);
            case 6 -> new WaiveService(id, "accounts", "gone");
            case 7 -> new RetryRequest(id, null);
            case 8 -> hold("h" + n);
            default -> new ReleaseHold("h" + (n - 1));
        };
    }

    private static RequestErasure erasure(String id, List<String> services) {
        return RequestErasure.newBuilder()
                .setRequestId(id)
                .setRegulation(Regulation.GDPR)
                .setIdentities(List.of())
                .setServices(services)
                .setGracePeriod(services == null ? "PT0S" : null)
                .build();
    }

    private static RequestExport export(String id) {
        return RequestExport.newBuilder()
                .setRequestId(id)
                .setRegulation(Regulation.GDPR)
                .setIdentities(List.of())
                .setFormat(ExportFormat.JSON)
                .build();
    }

    private static PlaceHold hold(String id) {
        return PlaceHold.newBuilder().setHoldId(id).setReason("court").build();
    }
}
