package io.lethe.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BenchViewTest {

    @Test
    void shouldShowEveryFigureOnce() throws IOException {
        var report = new ObjectMapper().readTree("""
                        {"load_before": 0.02,
                         "ratio": {"limit": 0.51, "p99_rival": 3.2},
                         "lethe": {"requests_per_s": 2082, "requests_per_s_least": 1852, "requests_per_s_most": 2087, "cpu_us_per_request": 906},
                         "limit": {"requests_per_s": 4100, "requests_per_s_least": 4000, "requests_per_s_most": 4200, "cpu_us_per_request": 401},
                         "requests_per_s": 2082, "cpu_us_per_request": 906, "rss_mib": 791,
                         "latency": {"500": {"lethe": {"p50_ms": 89.33, "p99_ms": 208.18}}},
                         "recovery": {"open_requests": 100000, "ready_s": 36.6, "standby": {"session_timeout_s": 10, "all_partitions_s": 12.5}}}
                        """);

        assertThat(BenchView.of(report)).isEqualTo("""
                        contender  requests/s  least   most  processor µs each
                        ─────────  ──────────  ─────  ─────  ─────────────────
                        limit           4,100  4,000  4,200                401
                        lethe           2,082  1,852  2,087                906

                        requests/s  who    p50 ms  p99 ms
                        ──────────  ─────  ──────  ──────
                               500  lethe    89.3   208.2

                        Lethe divided by  ratio
                        ────────────────  ─────
                        limit              0.51
                        p99_rival           3.2

                        figure                               value
                        ──────────────────────────────────  ──────
                        load before                           0.02
                        rss mib                                791
                        recovery open requests              100000
                        recovery ready s                      36.6
                        recovery standby session timeout s      10
                        recovery standby all partitions s     12.5
                        """);
    }

    @Test
    void shouldShowNothingOfAnEmptyReport() throws IOException {
        assertThat(BenchView.of(new ObjectMapper().readTree("{}"))).isEmpty();
    }
}
