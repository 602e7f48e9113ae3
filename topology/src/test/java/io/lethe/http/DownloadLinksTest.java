package io.lethe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.http.DownloadLinks.Link;
import io.lethe.keys.Keys;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DownloadLinksTest {
    private static final String SUBJECT = "customer-00001";

    private final DownloadLinks links = new DownloadLinks(Keys.generate());
    private final Link link = new Link(UUID.randomUUID(), Instant.parse("2026-03-01T10:15:00Z"), -7, 3);

    @Test
    void shouldReadBackWhatItMade() {
        String token = links.token(SUBJECT, link);

        assertThat(links.read(token)).contains(link);
        assertThat(links.isGenuine(token, SUBJECT, link)).isTrue();
    }

    @Test
    void shouldNotTakeAnyChangedCharacter() {
        String token = links.token(SUBJECT, link);
        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(links.read(changed).filter(l -> links.isGenuine(changed, SUBJECT, l)))
                    .as("character " + at)
                    .isEmpty();
        }
    }

    @Test
    void shouldBindTheSubjectAndTheDeployment() {
        String token = links.token(SUBJECT, link);

        assertThat(links.isGenuine(token, "customer-00002", link)).isFalse();
        assertThat(new DownloadLinks(Keys.generate()).isGenuine(token, SUBJECT, link))
                .isFalse();
    }

    @Test
    void shouldReadNothingFromWhatIsNoToken() {
        for (String text : new String[] {"", ".", "abc", "a.b", "ä.ö", links.token(SUBJECT, link) + ".", "%00"}) {
            assertThat(links.read(text).filter(l -> links.isGenuine(text, SUBJECT, l)))
                    .isEmpty();
        }
    }
}
