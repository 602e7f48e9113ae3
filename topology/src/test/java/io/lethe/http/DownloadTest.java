package io.lethe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.app.Http.Answer;
import io.lethe.keys.ControlTags;
import io.lethe.lifecycle.DownloadLink;
import io.lethe.lifecycle.Policy;
import io.lethe.schemas.AccessKind;
import io.lethe.schemas.AckOutcome;
import io.lethe.schemas.Action;
import io.lethe.schemas.AuditEntry;
import io.lethe.schemas.RecordAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to exports and the files behind them. */
class DownloadTest {
    private static final String ALICE = "alice";
    private static final String CONTENT = "the bytes of a ZIP";

    @TempDir
    private Path directory;

    private HttpFixture lethe;

    @BeforeEach
    void start() throws IOException {
        lethe = new HttpFixture(directory, Policy.defaults()).service("orders", Action.EXPORT, Action.HARD_DELETE);
    }

    @AfterEach
    void stop() {
        lethe.close();
    }

    @Test
    void shouldHandTheFileOutAsOftenAsTheLinkAllows() throws IOException {
        String id = ready(ALICE);
        Answer link = link(id);
        assertThat(link.status()).isEqualTo(200);
        assertThat(link.text("expiresAt")).startsWith("2026-03-01T10:15:00");
        assertThat(link.text("url")).startsWith("http://lethe.example/downloads/");

        for (int use = 1; use <= 3; use++) {
            Answer file = lethe.http.get(path(link));
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.response().body()).isEqualTo(CONTENT);
            assertThat(file.header("Content-Type")).isEqualTo("application/zip");
            assertThat(file.header("Content-Length")).isEqualTo(Integer.toString(CONTENT.length()));
            assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"export-" + id + ".zip\"");
            assertThat(file.header("Accept-Ranges")).isEqualTo("none");
            assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        }
        assertRefused(lethe.http.get(path(link)), 410, "LINK_USED_UP");
        assertThat(lethe.status(id).body().at("/export/downloads").asLong()).isEqualTo(3);
    }

    @Test
    void shouldCountTheUsesOfEachLinkByItself() throws IOException {
        String id = ready(ALICE);
        Answer first = link(id);
        Answer second = link(id);

        for (int use = 1; use <= 3; use++) {
            assertThat(lethe.http.get(path(first)).status()).isEqualTo(200);
            assertThat(lethe.http.get(path(second)).status()).isEqualTo(200);
        }
        assertRefused(lethe.http.get(path(first)), 410, "LINK_USED_UP");
        assertRefused(lethe.http.get(path(second)), 410, "LINK_USED_UP");
        assertThat(lethe.http.get(path(link(id))).status()).as("a new link").isEqualTo(200);
        assertThat(lethe.status(id).body().at("/export/downloads").asLong()).isEqualTo(7);
    }

    @Test
    void shouldSayWhatTheFileIsBeforeAndWithIt() throws Exception {
        byte[] file = CONTENT.getBytes(UTF_8);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
        String id = lethe.export(ALICE).text("requestId");
        lethe.answer(ALICE, "orders", AckOutcome.DONE);
        lethe.pack(ALICE, file.length, HexFormat.of().formatHex(hash));
        Exports.store(lethe, ALICE, id, file);

        var export = lethe.status(id).body().path("export");
        assertThat(export.path("sizeBytes").asLong()).isEqualTo(file.length);
        assertThat(export.path("sha256").asText()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(lethe.http.get(path(link(id))).header("Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":");
        assertThat(lethe.lethe.audit().toString())
                .as("the log, from which nobody may guess whose file it was")
                .contains("ExportReady")
                .doesNotContain(HexFormat.of().formatHex(hash));
    }

    @Test
    void shouldNotSayWhatItWasNotTold() throws IOException {
        String id = ready(ALICE);

        assertThat(lethe.status(id).body().path("export").has("sha256")).isFalse();
        assertThat(lethe.status(id).body().path("export").has("sizeBytes")).isFalse();
        assertThat(lethe.http.get(path(link(id))).response().headers().firstValue("Repr-Digest"))
                .isEmpty();
    }

    @Test
    void shouldServeTheWholeFileWhereARangeIsAskedFor() throws IOException {
        Answer link = link(ready(ALICE));

        Answer file = lethe.http.get(path(link), "Range", "bytes=0-1");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.response().body()).isEqualTo(CONTENT);
    }

    @Test
    void shouldRefuseAnExpiredLink() throws IOException {
        Answer link = link(ready(ALICE));
        lethe.pass(Duration.ofMinutes(15));

        assertRefused(lethe.http.get(path(link)), 410, "LINK_EXPIRED");
    }

    @Test
    void shouldRefuseAnAlteredLinkAndOneForAnotherFile() throws IOException {
        String alice = path(link(ready(ALICE)));
        String bob = path(link(ready("bob")));
        String mixed = alice.substring(0, alice.indexOf('.')) + bob.substring(bob.indexOf('.'));

        assertRefused(lethe.http.get(mixed), 403, "LINK_INVALID");
        assertRefused(lethe.http.get(alice + "A"), 403, "LINK_INVALID");
        assertRefused(lethe.http.get("/downloads/nonsense"), 403, "LINK_INVALID");
        assertThat(lethe.http.get(alice).status()).isEqualTo(200);
    }

    @Test
    void shouldWorkWithGetAlone() throws IOException {
        String path = path(link(ready(ALICE)));

        assertThat(lethe.http.call("HEAD", path, null).status()).isEqualTo(405);
        assertRefused(lethe.http.post(path, "{}"), 405, "METHOD_NOT_ALLOWED");
        assertThat(lethe.status(ready("bob")).body().at("/export/downloads").asLong())
                .isZero();
    }

    @Test
    void shouldRefuseWhatIsNoFinishedExport() throws IOException {
        String collecting = lethe.export(ALICE).text("requestId");
        assertRefused(link(collecting), 409, "NOT_READY");
        assertRefused(link(lethe.eraseNow("carol").text("requestId")), 409, "NOT_SUPPORTED");
        assertRefused(link("6960da58-a728-4401-9b15-10bc2a28bea4"), 404, "UNKNOWN_REQUEST");

        String id = ready("bob");
        Answer link = link(id);
        lethe.http.post("/api/v1/requests/" + id + "/expire", "{}");
        assertRefused(link(id), 409, "REQUEST_CLOSED");
        assertRefused(lethe.http.get(path(link)), 410, "EXPORT_EXPIRED");
    }

    @Test
    void shouldNotCountAUseWhereTheFileCannotBeReached() throws IOException {
        String id = ready(ALICE);
        Answer link = link(id);
        lethe.store.delete(Exports.place(lethe, ALICE, id).file());

        assertRefused(lethe.http.get(path(link)), 503, "UNAVAILABLE");
        assertThat(lethe.status(id).body().at("/export/downloads").asLong()).isZero();
    }

    @Test
    void shouldAskToComeBackWhileTheStoreIsAwayAndCountNoUse() throws IOException {
        String id = ready(ALICE);
        Answer link = link(id);
        lethe.store.away = true;

        Answer refused = lethe.http.get(path(link));

        assertRefused(refused, 503, "UNAVAILABLE");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(lethe.status(id).body().at("/export/downloads").asLong()).isZero();
        lethe.store.away = false;
        assertThat(lethe.http.get(path(link)).response().body()).isEqualTo(CONTENT);
    }

    @Test
    void shouldCloseTheFileAndGiveThePlaceBackWhereTheUseCannotBeRecorded() throws IOException {
        Answer link = link(ready(ALICE));
        lethe.full = true;

        for (int i = 0; i <= HttpFixture.PLACES; i++) {
            Answer refused = lethe.http.get(path(link));
            assertRefused(refused, 503, "UNAVAILABLE");
            assertThat(refused.text("detail")).contains("too many commands");
        }
        assertThat(lethe.store.open).hasValue(0);
        lethe.full = false;
        assertThat(lethe.http.get(path(link)).status()).isEqualTo(200);
    }

    @Test
    void shouldRecordEachTryWithoutAnAddress() throws IOException {
        String id = ready(ALICE);
        Answer link = link(id);
        lethe.http.get(path(link));
        lethe.http.get(path(link) + "A");

        List<AuditEntry> entries = lethe.lethe.audit().stream()
                .filter(e -> e.getEvent().startsWith("Download") || e.getEvent().startsWith("Link"))
                .toList();
        assertThat(entries)
                .extracting(AuditEntry::getEvent)
                .containsExactly("LinkIssued", "DownloadGranted", "DownloadRefused");
        assertThat(entries).allSatisfy(e -> {
            assertThat(e.getActor()).isEqualTo("lethe:http");
            assertThat(e.getDetails().get("addressHash")).matches("[0-9a-f]{16}\\.[0-9a-f]{16}");
            assertThat(e.getDetails().get("userAgentHash")).matches("[0-9a-f]{16}");
        });
        assertThat(entries.get(2).getDetails()).containsEntry("refusal", "LINK_INVALID");
    }

    @Test
    void shouldTellOfASecondNetwork() throws IOException {
        String id = ready(ALICE);
        String code = new DownloadLink("a1", 3, Instant.parse("2026-04-01T00:00:00Z")).code();
        for (String address : new String[] {"home.a", "home.b", "away.a"}) {
            RecordAccess access = new RecordAccess(id, AccessKind.DOWNLOAD_GRANTED, code, address, null, "");
            lethe.lethe.send(ALICE, new ControlTags(lethe.lethe.keys).sign(ALICE, access));
        }

        assertThat(lethe.lethe.audit().stream()
                        .filter(e -> e.getEvent().equals("DownloadGranted"))
                        .map(e -> e.getDetails().get("otherNetwork")))
                .containsExactly("false", "false", "true");
        assertThat(lethe.status(id).body().path("history").toString()).contains("OTHER_NETWORK");
    }

    private String ready(String subject) throws IOException {
        return Exports.ready(lethe, subject, CONTENT.getBytes(UTF_8));
    }

    private Answer link(String id) {
        return Exports.link(lethe, id);
    }

    private static String path(Answer link) {
        return Exports.path(link);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
    }
}
