package io.lethe.cli.demo;

import io.lethe.cli.console.StatusView;
import java.util.Map;

/** Shows one request as an operator sees it. */
final class ShowOneRequest implements Step {
    @Override
    public String title() {
        return "One customer's request, from its status document";
    }

    @Override
    public void run(Story story) {
        var last = story.chosen.get(story.chosen.size() - 1);
        var requestId = story.requests.entrySet().stream()
                .filter(request -> request.getValue().equals(last))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        story.status = story.cast.lethe().status(requestId);
        story.cast.teller().say(StatusView.render(story.status).stripTrailing());
    }
}
