package io.lethe.http;

import io.lethe.app.Http.Answer;
import io.lethe.lifecycle.RequestState;
import io.lethe.schemas.AckOutcome;
import io.lethe.storage.EncryptedFiles;
import io.lethe.storage.Place;
import java.io.IOException;

/** Finished exports of the service orders, with their files, and links to them. */
final class Exports {
    private Exports() {}

    /** An export that is ready, and its file. */
    static String ready(HttpFixture lethe, String subject, byte[] content) throws IOException {
        String id = lethe.export(subject).text("requestId");
        lethe.answer(subject, "orders", AckOutcome.DONE);
        lethe.answer(subject, RequestState.PACKAGER, AckOutcome.DONE);
        store(lethe, subject, id, content);
        return id;
    }

    static void store(HttpFixture lethe, String subject, String id, byte[] content) throws IOException {
        new EncryptedFiles(lethe.store, lethe.lethe.keys.wrap())
                .write(place(lethe, subject, id).file(), id, out -> out.write(content));
    }

    static Place place(HttpFixture lethe, String subject, String id) {
        return new Place(lethe.lethe.keys.exportFolder(subject), id);
    }

    static Answer link(HttpFixture lethe, String id) {
        return lethe.http.post("/api/v1/requests/" + id + "/download-url", "{}");
    }

    /** Where the fixture serves what a link leads to. */
    static String path(Answer link) {
        return link.text("url").replace("http://lethe.example", "");
    }
}
