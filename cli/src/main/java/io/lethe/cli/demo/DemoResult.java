package io.lethe.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.schemas.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What the demo found. It shows {@code ok} only when everything that was promised happened.
 *
 * @param ok every request completed, nothing of the erased customers left, everything of the others intact
 * @param customers customers in the sample data
 * @param requested erasures asked for
 * @param completed erasures that ended COMPLETED
 * @param services what each store holds
 * @param problems what went wrong, for people; empty when ok
 * @param request status document of one of the requests
 */
public record DemoResult(
        boolean ok,
        int customers,
        int requested,
        int completed,
        List<Service> services,
        List<String> problems,
        JsonNode request) {
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
                        CountAgain.isIntact(story, service)))
                .toList();
        int completed = (int) story.completions.values().stream()
                .filter(completion -> completion.getOutcome() == Outcome.COMPLETED)
                .count();
        var problems = problems(story.requests.size() - completed, services);
        return new DemoResult(
                problems.isEmpty(),
                story.cast.customers(),
                story.requests.size(),
                completed,
                services,
                problems,
                story.status);
    }

    private static List<String> problems(int notCompleted, List<Service> services) {
        var problems = new ArrayList<String>();
        if (notCompleted > 0) {
            problems.add(notCompleted + " requests did not complete");
        }
        for (var service : services) {
            if (service.after() > 0) {
                problems.add(service.service() + " still holds " + service.after() + " rows of erased customers");
            }
            if (!service.othersIntact()) {
                problems.add(service.service() + " lost or changed data of other customers");
            }
        }
        return problems;
    }
}
