package io.lethe.lifecycle.history;

import io.lethe.lifecycle.Input;
import io.lethe.lifecycle.NextDue;
import io.lethe.lifecycle.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Draws the next step of a history from a seed and the world as it is. */
final class Generator {
    private Generator() {}

    /** Settings of a deployment: short ones too, so that everything happens within a history. */
    static Policy policy(SplittableRandom random) {
        Duration grace = pick(random, Duration.ZERO, Duration.ofDays(2), Duration.ofDays(30));
        Optional<Duration> verify =
                pick(random, Optional.empty(), Optional.of(Duration.ZERO), Optional.of(Duration.ofDays(1)));
        Duration window = pick(random, Duration.ofHours(1), Duration.ofDays(3));
        return new Policy(
                grace,
                Duration.ofDays(90),
                verify,
                random.nextInt(3) == 0,
                window,
                pick(random, window, Duration.ofDays(7)),
                Duration.ofDays(1),
                pick(random, Duration.ofMinutes(10), Duration.ofHours(5)),
                1 + random.nextInt(4),
                Duration.ofDays(7),
                Period.ofMonths(24),
                Duration.ofDays(30),
                List.of(Duration.ofDays(7), Duration.ofDays(1)),
                5);
    }

    @SafeVarargs
    static <T> T pick(SplittableRandom random, T... of) {
        return of[random.nextInt(of.length)];
    }

    static <T> T pick(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static Stimulus next(World world, SplittableRandom random) {
        int what = world.leaky && random.nextInt(3) > 0 ? 0 : random.nextInt(100);
        Instant at = later(world.now, random);
        if (what < 40) {
            return new AckDraw(world, random, at).draw();
        }
        if (what < 70) {
            return new CommandDraw(world, random, at).draw();
        }
        if (what < 96) {
            return timer(world, random, at);
        }
        return what < 98 ? Stimulus.crash(at) : change(world, random, at);
    }

    /** Mostly when something is due, to the instant or after a while; now and then for nothing. */
    private static Stimulus timer(World world, SplittableRandom random, Instant at) {
        Optional<Instant> due = NextDue.of(world.state, world.policy, world.now);
        if (due.isEmpty() || random.nextInt(5) == 0) {
            return Stimulus.of(at, new Input.Timer());
        }
        Instant exact = due.get().isAfter(world.now) ? due.get() : world.now;
        Instant when = random.nextInt(3) == 0 ? later(exact, random) : exact;
        return Stimulus.of(when, new Input.Timer());
    }

    private static Stimulus change(World world, SplittableRandom random, Instant at) {
        String name = pick(random, Services.NAMES);
        boolean there = world.catalogue.find(name).filter(s -> !s.removed()).isPresent();
        if (there && random.nextInt(3) == 0) {
            return Stimulus.removing(at, name);
        }
        boolean usual = random.nextBoolean();
        return Stimulus.defining(at, usual ? Services.usual(name) : Services.any(name, random));
    }

    /** Minutes, hours, days; now and then the broker's clock is set back. */
    private static Instant later(Instant now, SplittableRandom random) {
        int how = random.nextInt(100);
        if (how < 60) {
            return now.plusMillis(random.nextLong(Duration.ofMinutes(12).toMillis()));
        }
        if (how < 85) {
            return now.plusMillis(random.nextLong(Duration.ofHours(12).toMillis()));
        }
        if (how < 97) {
            return now.plusMillis(random.nextLong(Duration.ofDays(9).toMillis()));
        }
        return now.minusMillis(random.nextLong(Duration.ofHours(1).toMillis()));
    }
}
