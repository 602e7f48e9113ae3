package io.lethe.lifecycle.history;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A history that can be run again: the seed of its policy and a seed for each step.
 *
 * @param policySeed draws the deployment's settings and its services
 * @param steps one seed for each step
 */
record History(long policySeed, List<Long> steps) {

    /** A history of {@code length} steps. */
    static History of(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        long policySeed = random.nextLong();
        return new History(policySeed, random.longs(length).boxed().toList());
    }

    /** Runs it to its end and on until nothing is left of the subject; tells each step to {@code trace}. */
    World run(Coverage coverage, List<Stimulus> trace) {
        SplittableRandom random = new SplittableRandom(policySeed);
        World world = new World(Generator.policy(random), coverage);
        world.leaky = random.nextInt(5) == 0;
        for (String name : Services.NAMES) {
            if (random.nextInt(8) > 0) {
                take(world, Stimulus.defining(world.now, Services.usual(name)), trace);
            }
        }
        for (long seed : steps) {
            take(world, Generator.next(world, new SplittableRandom(seed)), trace);
        }
        Finale.play(world, stimulus -> take(world, stimulus, trace));
        return world;
    }

    private static void take(World world, Stimulus stimulus, List<Stimulus> trace) {
        trace.add(stimulus);
        world.apply(stimulus);
    }

    /** The rule that it breaks; null: none. */
    BrokenRule broken() {
        try {
            run(new Coverage(), new ArrayList<>());
            return null;
        } catch (BrokenRule e) {
            return e;
        } catch (RuntimeException | AssertionError e) {
            return new BrokenRule(Rule.NO_EXCEPTION, e);
        }
    }

    /** Leaves out steps as long as the same rule still breaks. */
    History shrunk(Rule rule) {
        List<Long> best = steps;
        for (int chunk = Math.max(1, best.size() / 2); chunk >= 1; chunk /= 2) {
            int from = 0;
            while (from < best.size()) {
                List<Long> fewer = new ArrayList<>(best);
                fewer.subList(from, Math.min(from + chunk, fewer.size())).clear();
                BrokenRule broken = new History(policySeed, fewer).broken();
                boolean same = broken != null && broken.rule() == rule;
                best = same ? fewer : best;
                from = same ? from : from + chunk;
            }
        }
        return new History(policySeed, best);
    }
}
