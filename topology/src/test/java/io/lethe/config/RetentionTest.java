package io.lethe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    @ParameterizedTest(name = "forget after {0}, summaries {1}")
    @CsvSource({"P7D, P6D", "PT25H, P1D", "P29D, P1M", "P60D, P2M", "P365D, P11M", "P365D, P364D"})
    void shouldRefuseSummariesThatGoWhileADuplicateMayStillCome(Duration forgetAfter, Period summary) {
        assertThatThrownBy(() -> new Retention(forgetAfter, summary))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("lethe.summary-retention")
                .hasMessageContaining("lethe.forget-after");
    }

    @ParameterizedTest(name = "forget after {0}, summaries {1}")
    @CsvSource({"P7D, P7D", "PT24H, P1D", "P28D, P1M", "P365D, P1Y", "P365D, P12M", "P365D, P2147483647Y"})
    void shouldTakeSummariesThatStayAsLong(Duration forgetAfter, Period summary) {
        assertThat(new Retention(forgetAfter, summary).summary()).isEqualTo(summary);
    }
}
