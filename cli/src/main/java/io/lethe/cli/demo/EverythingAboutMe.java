package io.lethe.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A customer asks for a copy of everything, in each format, and gets it by a link that works once. */
final class EverythingAboutMe implements Step {
    private static final List<String> FORMATS = List.of("JSON", "CSV", "XML");
    private static final Duration PAUSE = Duration.ofMillis(200);

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
        var exports = new Exports(story.cast.lethe());
        var held = story.cast.stores().count(List.of(customer));
        held.values().removeIf(rows -> rows == 0);
        String last = "";
        int files = 0;
        for (var format : FORMATS) {
            last = exports.ask(customer, format);
            story.check(
                    Requests.isCompleted(story.requests.awaitEnd(last)), customer + "'s " + format + " export failed");
            var file = exports.file(last);
            story.check(file.isAsItsManifestSays(), "the " + format + " export is not what its manifest says");
            story.check(file.rows().equals(held), "the export has " + file.rows() + ", the stores " + held);
            story.check(file.holds("accounts", customer), "the " + format + " export does not name " + customer);
            files += file.files().size();
        }
        checkLink(story, exports, last);
        return "%s gets all %d rows and documents as %s, %d files with the hashes of their manifests; a link works once, and not when altered or late"
                .formatted(
                        customer,
                        held.values().stream().mapToLong(Long::longValue).sum(),
                        String.join(", ", FORMATS),
                        files);
    }

    private static void checkLink(Story story, Exports exports, String request) throws IOException {
        var late = exports.link(request);
        var link = exports.link(request);
        expect(story, exports, link + "A", 403);
        expect(story, exports, link, 200);
        expect(story, exports, link, 410);
        story.check(expires(story, exports, late), "a link does not expire");
    }

    private static boolean expires(Story story, Exports exports, String link) throws IOException {
        long patience = story.cast.config().export().linkTtl().multipliedBy(2).toNanos();
        long start = System.nanoTime();
        while (!new String(exports.get(link).body(), UTF_8).contains("LINK_EXPIRED")) {
            if (System.nanoTime() - start > patience) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return true;
    }

    private static void expect(Story story, Exports exports, String link, int status) throws IOException {
        int answer = exports.get(link).statusCode();
        story.check(answer == status, "a link answers " + answer + ", expected " + status);
    }
}
