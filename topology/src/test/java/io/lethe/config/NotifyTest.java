package io.lethe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.config.Notify.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifyTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> GOOD = Map.of(
            "lethe.notify.smtp.host", "mail.example.org",
            "lethe.notify.smtp.from", "privacy@example.org",
            "lethe.notify.smtp.username", "lethe",
            "lethe.notify.smtp.password", "hunter2",
            "lethe.notify.webhook.url", "https://example.org/hook",
            "lethe.notify.webhook.secret", SECRET);

    @Test
    void shouldSendNothingUnlessAskedTo() {
        assertThat(load(Map.of()).isOn()).isFalse();
    }

    @Test
    void shouldEncryptUnlessToldOtherwise() {
        var smtp = load(GOOD).smtp().orElseThrow();

        assertThat(smtp.tls()).isEqualTo(Tls.STARTTLS);
        assertThat(smtp.port()).isEqualTo(587);
        assertThat(smtp.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(smtp.giveUpAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(load(GOOD).webhook().orElseThrow().url()).hasToString("https://example.org/hook");
    }

    @Test
    void shouldShowNoSecretWhenPrinted() {
        assertThat(load(GOOD).toString())
                .doesNotContain("hunter2")
                .doesNotContain(SECRET)
                .contains("lethe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lethe.notify.link|ftp://example.org/{requestId}
            lethe.notify.smtp.host|mail example
            lethe.notify.smtp.host|https://mail.example
            lethe.notify.smtp.port|0
            lethe.notify.smtp.tls|ssl
            lethe.notify.smtp.tls|none
            lethe.notify.smtp.from|privacy
            lethe.notify.smtp.from|a@example.org, b@example.org
            lethe.notify.smtp.timeout|PT2M
            lethe.notify.smtp.give-up-after|PT0S
            lethe.notify.smtp.templates|/nowhere/at/all
            lethe.notify.webhook.url|http://example.org/hook
            lethe.notify.webhook.url|https://user:secret@example.org/hook
            lethe.notify.webhook.url|http://127.0.0.1.example.org/hook
            lethe.notify.webhook.url|http://2130706433/hook
            lethe.notify.webhook.url|http://169.254.169.254/latest
            lethe.notify.webhook.secret|short
            lethe.notify.webhook.timeout|PT0S
            """)
    void shouldRefuseABadValueNamingTheKeyAndTheExpectation(String key, String value) {
        var all = new HashMap<>(GOOD);
        all.put(key, value);

        assertThatThrownBy(() -> load(all))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(
                        "expected " + Setting.ofKey(key).orElseThrow().expected())
                .hasMessageNotContaining("secret@")
                .hasMessageNotContaining("= short");
    }

    @ParameterizedTest
    @CsvSource({
        "lethe.notify.smtp.host, lethe.notify.smtp.from",
        "lethe.notify.smtp.from, lethe.notify.smtp.from",
        "lethe.notify.smtp.username, lethe.notify.smtp.username",
        "lethe.notify.smtp.password, lethe.notify.smtp.password",
        "lethe.notify.webhook.url, lethe.notify.webhook.url",
        "lethe.notify.webhook.secret, lethe.notify.webhook.secret"
    })
    void shouldRefuseHalfAChannel(String missing, String named) {
        var all = new HashMap<>(GOOD);
        all.remove(missing);

        assertThatThrownBy(() -> load(all))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void shouldTalkInTheClearToThisMachineAlone(@TempDir Path templates) {
        var all = new HashMap<>(GOOD);
        all.put("lethe.notify.smtp.host", "localhost");
        all.put("lethe.notify.smtp.tls", "none");
        all.put("lethe.notify.smtp.templates", templates.toString());
        all.put("lethe.notify.webhook.url", "http://127.0.0.1:9000/hook");
        all.put("lethe.notify.link", "https://shop.example/privacy/{requestId}");

        assertThat(load(all).smtp().orElseThrow().templates()).contains(templates);
    }

    private static Notify load(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("lethe.bootstrap.servers", "kafka:9092");
        all.put("lethe.schema.registry.url", "http://registry:8081");
        return LetheConfig.load(all, Map.of(), Map.of()).notifications();
    }
}
