package io.lethe.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.cli.client.LetheClient;
import io.lethe.cli.command.FakeLethe;
import io.lethe.cli.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportsTest {
    private static final String EXPIRED = "{\"code\":\"LINK_EXPIRED\"}";
    private static final String USED_UP = "{\"code\":\"LINK_USED_UP\"}";

    private FakeLethe server;

    @BeforeEach
    void setUp() throws IOException {
        server = new FakeLethe();
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    @Test
    void shouldTakeAnotherLinkWhereTheFirstOnesTimeWasOver() throws IOException {
        link("first").answering(410, EXPIRED);
        link("second").answering(503, "");
        link("third").answering(200, "the file");

        var download = exports(Duration.ofMinutes(2)).fetch("r-1");

        assertThat(download.link()).endsWith("third");
        assertThat(download.bytes()).asString().isEqualTo("the file");
    }

    @Test
    void shouldNotTryAgainWhereALinkIsRefused() {
        link("first").answering(410, USED_UP);

        assertThatThrownBy(() -> exports(Duration.ofMinutes(2)).fetch("r-1"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("A new link to export r-1 answers 410 " + USED_UP + ", expected the file");
    }

    @Test
    void shouldGiveUpOnAMachineWhereNoLinkIsInTime() {
        link("first").answering(410, EXPIRED);

        assertThatThrownBy(() -> exports(Duration.ZERO).fetch("r-1")).hasMessageContaining("LINK_EXPIRED");
    }

    @Test
    void shouldAskAgainUntilALinksTimeIsOver() throws IOException {
        server.answering(200, "the file")
                .answering(410, USED_UP)
                .answering(503, "")
                .answering(410, EXPIRED);

        exports(Duration.ofMinutes(2)).awaitExpiry(server.url() + "/downloads/first", Duration.ZERO);

        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void shouldSayThatALinkDoesNotExpire() {
        server.answering(200, "the file");

        assertThatThrownBy(() -> exports(Duration.ZERO).awaitExpiry(server.url() + "/downloads/first", Duration.ZERO))
                .isInstanceOf(StackException.class)
                .hasMessage("A link answers with the file after 0 s, expected LINK_EXPIRED");
    }

    private FakeLethe link(String token) {
        return server.answering(200, "{\"url\":\"" + server.url() + "/downloads/" + token + "\"}");
    }

    private Exports exports(Duration patience) {
        return new Exports(new LetheClient(URI.create(server.url())), patience);
    }
}
