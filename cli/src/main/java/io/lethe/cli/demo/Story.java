package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lethe.cli.samples.Checksum;
import io.lethe.cli.stack.StackException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What the steps of the demo share: the running parts, and what was found so far. Used by one thread. */
final class Story {
    final Cast cast;
    final Requests requests;
    /** All customers that the story erases, in the order in which steps take them. */
    List<String> erased = List.of();
    /** Rows of the erased customers in each store, before and after. */
    Map<String, Long> before = Map.of();

    Map<String, Long> after = Map.of();
    /** What the stores hold of everybody else, before and after. */
    Map<String, Checksum> othersBefore = Map.of();

    Map<String, Checksum> othersAfter = Map.of();
    /** Erasures that the first step asked for, and how many of them completed. */
    int requested;

    int completed;
    /** Status document of one of them. */
    JsonNode status = MissingNode.getInstance();
    /** What happened, a line for each step. */
    final List<String> lines = new ArrayList<>();
    /** What was not as promised, for people. */
    final List<String> problems = new ArrayList<>();

    private final Deque<String> leaving = new ArrayDeque<>();
    private final Deque<String> staying = new ArrayDeque<>();

    Story(Cast cast) {
        this.cast = cast;
        this.requests = new Requests(cast.lethe(), Requests.PATIENCE);
    }

    /**
     * Names the customers of the story.
     *
     * @param goers those that it erases
     * @param stayers those that take part and keep their data
     */
    void choose(List<String> goers, List<String> stayers) {
        erased = List.copyOf(goers);
        leaving.addAll(goers);
        staying.addAll(stayers);
    }

    /** The next customer to erase. */
    String leaver() {
        return leaving.remove();
    }

    /** The next so many customers to erase. */
    List<String> leavers(int count) {
        var some = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            some.add(leaver());
        }
        return some;
    }

    /** A customer who takes part and keeps all data. */
    String stayer() {
        if (staying.isEmpty()) {
            throw new StackException("The demo has too few customers for its story: give it more with --customers");
        }
        return staying.remove();
    }

    /** Notes a problem where something is not as promised. */
    void check(boolean promised, String problem) {
        if (!promised) {
            problems.add(problem);
        }
    }
}
