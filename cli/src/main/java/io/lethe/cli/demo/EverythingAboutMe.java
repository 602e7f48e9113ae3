package io.lethe.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A customer asks for a copy of everything, in each format, and gets it by a link that works once. */
final class EverythingAboutMe implements Step {
    private static final List<String> FORMATS = List.of("JSON", "CSV", "XML");

    @Override
    public String title() {
        return "Everything about me";
    }

    @Override
    public int erases(Story story) {
        return 0;
    }

    @Override
    public String run(Story story) throws IOException {
        var customer = story.stayer();
        var exports = new Exports(story.cast.lethe(), Requests.PATIENCE);
        var held = story.cast.stores().count(List.of(customer));
        held.values().removeIf(rows -> rows == 0);
        var requests = new ArrayList<String>();
        String late = "";
        int files = 0;
        for (var format : FORMATS) {
            var request = exports.ask(customer, format);
            var ready = story.requests.awaitPhase(request, "READY");
            story.check(Requests.isCompleted(ready), customer + "'s " + format + " export lacks something");
            requests.add(request);
            late = late.isEmpty() ? exports.link(request) : late;
            var file = exports.file(request);
            story.check(file.isAsItsManifestSays(), "the " + format + " export is not what its manifest says");
            story.check(file.rows().equals(held), "the export has " + file.rows() + ", the stores " + held);
            story.check(file.holds("accounts", customer), "the " + format + " export does not name " + customer);
            files += file.files().size();
        }
        checkLink(story, exports, requests.get(0));
        exports.awaitExpiry(late, story.cast.config().export().linkTtl());
        return "%s gets all %d rows and documents as %s, %d files with the hashes of their manifests; a link works once, and not when altered or late"
                .formatted(
                        customer,
                        held.values().stream().mapToLong(Long::longValue).sum(),
                        String.join(", ", FORMATS),
                        files);
    }

    private static void checkLink(Story story, Exports exports, String request) throws IOException {
        expect(story, exports, exports.link(request) + "A", 403);
        expect(story, exports, exports.fetch(request).link(), 410);
    }

    private static void expect(Story story, Exports exports, String link, int status) throws IOException {
        int answer = exports.status(link);
        story.check(answer == status, "a link answers " + answer + ", expected " + status);
    }
}
