package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the demo found. It shows {@code ok} only when everything that was promised happened.
 *
 * @param ok every step of the story went as promised, nothing of the erased customers is left, everything of the others intact
 * @param customers customers in the sample data
 * @param erased customers that the story erased
 * @param requested erasures that the first step asked for
 * @param completed those of them that ended COMPLETED
 * @param story what happened, a line for each step
 * @param services what each store holds
 * @param problems what went wrong, for people; empty when ok
 * @param request status document of one of the requests
 */
public record DemoResult(
        boolean ok,
        int customers,
        int erased,
        int requested,
        int completed,
        List<String> story,
        List<Service> services,
        List<String> problems,
        JsonNode request) {
    public DemoResult {
        story = List.copyOf(story);
        services = List.copyOf(services);
        problems = List.copyOf(problems);
    }

    /**
     * One store.
     *
     * @param service name of the service
     * @param before rows, objects or records of the erased customers before
     * @param after the same afterwards, counted in the store
     * @param others rows, objects or records of everybody else
     * @param othersIntact whether those are the same as before, by checksum
     */
    public record Service(String service, long before, long after, long others, boolean othersIntact) {}

    static DemoResult of(Story story) {
        var services = story.before.keySet().stream()
                .map(service -> new Service(
                        service,
                        story.before.get(service),
                        story.after.get(service),
                        story.othersAfter.get(service).rows(),
                        NobodyElse.isIntact(story, service)))
                .toList();
        return new DemoResult(
                story.problems.isEmpty(),
                story.cast.size().customers(),
                story.erased.size(),
                story.requested,
                story.completed,
                story.lines,
                services,
                story.problems,
                story.status);
    }
}
