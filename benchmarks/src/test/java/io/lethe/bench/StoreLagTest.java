package io.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreLagTest {
    @Test
    void shouldReadWhatItWrote() {
        StoreLag lag = new StoreLag(24, 3, 40, 5_000_000_000L);

        assertThat(StoreLag.isIn(lag.line())).isTrue();
        assertThat(StoreLag.parse(lag.line())).isEqualTo(lag);
        assertThat(StoreLag.isIn("ready http://127.0.0.1:1")).isFalse();
    }

    @Test
    void shouldTakeMarkersForNothingAndEverythingElseForMissing() {
        assertThat(new StoreLag(24, 0, 0, 900).isCaughtUp(24)).isTrue();
        assertThat(new StoreLag(24, 1, 24, 900).isCaughtUp(24)).isTrue();
        assertThat(new StoreLag(24, 11, 11, 900).isCaughtUp(24)).isFalse();
        assertThat(new StoreLag(20, 0, 0, 900).isCaughtUp(24)).isFalse();
    }

    @Test
    void shouldSayHowFarItIsAndWhetherThatIsFurther() {
        StoreLag half = new StoreLag(24, 300, 450, 900);

        assertThat(half.percent()).isEqualTo(50);
        assertThat(new StoreLag(0, 0, 0, 0).percent()).isZero();
        assertThat(half.isNearerThan(new StoreLag(24, 300, 451, 900))).isTrue();
        assertThat(half.isNearerThan(new StoreLag(23, 100, 100, 900))).isTrue();
        assertThat(half.isNearerThan(half)).isFalse();
    }
}
