package io.lethe.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What looking for due timers costs with many open requests against few, the same steps in turn: punctuations with nothing due, and punctuations in which
 * {@value #DUE_AT_ONCE} timers fire.
 */
final class TimerBench {
    static final int FEW = 10_000;
    static final int MANY = 1_000_000;
    private static final int ROUNDS = 7;
    private static final int IDLE = 1_000;
    private static final int FIRING = 80;
    private static final int DUE_AT_ONCE = 10;

    private final Ground ground;
    private final Progress progress;

    TimerBench(Ground ground, Progress progress) {
        this.ground = ground;
        this.progress = progress;
    }

    /** What was measured over a task. */
    private static final class Side implements AutoCloseable {
        private final int open;
        private final TimerTask task;
        private final List<Double> idle = new ArrayList<>();
        private final List<Double> fired = new ArrayList<>();

        Side(int open, TimerTask task) {
            this.open = open;
            this.task = task;
            task.open(open);
        }

        void round() {
            task.takeNanos();
            for (int i = 0; i < IDLE; i++) {
                task.punctuate(Duration.ofMillis(1));
            }
            idle.add(task.takeNanos() / (double) IDLE);
            int timers = 0;
            for (int i = 0; i < FIRING; i++) {
                task.punctuate(TimerTask.SPACING.multipliedBy(DUE_AT_ONCE));
                timers += task.takeFired();
            }
            fired.add(task.takeNanos() / (double) timers);
        }

        ObjectNode json(ObjectMapper json) throws IOException {
            return json.createObjectNode()
                    .put("open_requests", open)
                    .put("idle_punctuation_us", Statistics.median(idle) / 1e3)
                    .put("fired_timer_us", Statistics.median(fired) / 1e3)
                    .put("fired_timer_us_least", Statistics.least(fired) / 1e3)
                    .put("fired_timer_us_most", Statistics.most(fired) / 1e3)
                    .put("state_bytes_per_request", task.bytes() / open);
        }

        @Override
        public void close() {
            task.close();
        }
    }

    /** Measures; the ratios are many ÷ few, so that 1 is flat. */
    ObjectNode run() throws IOException {
        var directory = ground.directory().resolve("timers");
        progress.say("Timers: making %,d and %,d open requests".formatted(FEW, MANY));
        try (Side few = new Side(FEW, new TimerTask(directory.resolve("few"), ground.schemaRegistry()));
                Side many = new Side(MANY, new TimerTask(directory.resolve("many"), ground.schemaRegistry()))) {
            progress.say("Timers: punctuating");
            warmUp(few, many);
            for (int i = 0; i < ROUNDS; i++) {
                few.round();
                many.round();
            }
            return report(few, many);
        }
    }

    private static void warmUp(Side few, Side many) {
        few.round();
        many.round();
        List.of(few, many).forEach(side -> {
            side.idle.clear();
            side.fired.clear();
        });
    }

    private static ObjectNode report(Side few, Side many) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode report = json.createObjectNode();
        report.set("few", few.json(json));
        report.set("many", many.json(json));
        report.putObject("ratio")
                .put("idle_punctuation", Statistics.median(many.idle) / Statistics.median(few.idle))
                .put("fired_timer", Statistics.median(many.fired) / Statistics.median(few.fired));
        return report;
    }
}
