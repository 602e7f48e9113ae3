package io.lethe.cli.demo;

import io.lethe.cli.console.StatusView;
import io.lethe.cli.stack.StackException;
import java.io.IOException;
import java.util.List;

/** The demo's story, told on a running stack whose sample data is loaded: a line for each step, then the tables. */
public final class Demo {
    /** Each is one line; the last one counts what the others left behind. */
    private static final List<Step> STEPS = List.of(
            new EraseCustomers(),
            new ChangeOfMind(),
            new LegalHold(),
            new AskedTwice(),
            new ServiceDown(),
            new EverythingAboutMe(),
            new CopyBeforeErasure(),
            new AuditProof(),
            new NobodyElse());

    private final Story story;

    /** A demo that has not begun. */
    public Demo(Cast cast) {
        story = new Story(cast);
    }

    /**
     * Runs all steps and says what came out.
     *
     * @throws StackException when a store cannot be read, or something that the story waits for does not come
     */
    public DemoResult run() {
        try {
            tell();
        } catch (IOException e) {
            throw new StackException("A sample store cannot be read: " + e.getMessage(), e);
        } catch (StackException e) {
            throw story.problems.isEmpty()
                    ? e
                    : new StackException(e.getMessage() + "; before that: " + String.join("; ", story.problems), e);
        }
        return DemoResult.of(story);
    }

    private void tell() throws IOException {
        var teller = story.cast.teller();
        ChooseCustomers.run(
                story, STEPS.stream().mapToInt(step -> step.erases(story)).sum());
        teller.say("\n" + ChooseCustomers.summary(story) + "\n");
        for (var step : STEPS) {
            var line = (story.lines.size() + 1) + ". " + step.title() + ": " + step.run(story);
            story.lines.add(line);
            teller.say(line);
        }
        teller.say("\nWhat the stores hold, counted in the stores themselves\n\n" + NobodyElse.table(story));
        teller.say("One of the requests, from its status document\n\n"
                + StatusView.render(story.status).stripTrailing());
    }
}
