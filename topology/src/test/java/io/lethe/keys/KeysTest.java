package io.lethe.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.schemas.Action;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    private static final String SUBJECT = "customer-1";
    private static final String TASK = "8f14e45f-ceea-467f-a8c6-1f4b5d5a7d11";

    private final Keys keys = Keys.generate();

    @Test
    void shouldAcceptTheTokenOfATask() {
        var token = keys.token(SUBJECT, TASK, "orders", Action.HARD_DELETE);

        assertThat(token).matches("[A-Za-z0-9_-]{28}");
        assertThat(keys.tokenValid(token, SUBJECT, TASK, "orders", Action.HARD_DELETE))
                .isTrue();
    }

    @Test
    void shouldGiveTheSameTokenEachTime() {
        assertThat(keys.token(SUBJECT, TASK, "orders", Action.EXPORT))
                .isEqualTo(keys.token(SUBJECT, TASK, "orders", Action.EXPORT));
    }

    @Test
    void shouldRefuseATokenForAnythingElse() {
        var token = keys.token(SUBJECT, TASK, "orders", Action.HARD_DELETE);

        assertThat(keys.tokenValid(token, "customer-2", TASK, "orders", Action.HARD_DELETE))
                .isFalse();
        assertThat(keys.tokenValid(token, SUBJECT, TASK + "0", "orders", Action.HARD_DELETE))
                .isFalse();
        assertThat(keys.tokenValid(token, SUBJECT, TASK, "crm", Action.HARD_DELETE))
                .isFalse();
        assertThat(keys.tokenValid(token, SUBJECT, TASK, "orders", Action.VERIFY))
                .isFalse();
        assertThat(Keys.generate().tokenValid(token, SUBJECT, TASK, "orders", Action.HARD_DELETE))
                .isFalse();
    }

    @Test
    void shouldNotTakeShiftedFieldsForTheSame() {
        assertThat(keys.token("ab", "c", "d", Action.VERIFY)).isNotEqualTo(keys.token("a", "bc", "d", Action.VERIFY));
        assertThat(keys.token("", "abc", "d", Action.VERIFY)).isNotEqualTo(keys.token("abc", "", "d", Action.VERIFY));
    }

    @Test
    void shouldRefuseEveryTokenWithOneBitFlipped() {
        var token = Base64.getUrlDecoder().decode(keys.token(SUBJECT, TASK, "orders", Action.EXPORT));
        for (int bit = 0; bit < token.length * 8; bit++) {
            var altered = token.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(altered);
            assertThat(keys.tokenValid(text, SUBJECT, TASK, "orders", Action.EXPORT))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "x", "=", "ÿ", "not a token!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AQ"})
    void shouldRefuseGarbageWithoutFailing(String garbage) {
        assertThat(keys.tokenValid(garbage, SUBJECT, TASK, "orders", Action.EXPORT))
                .isFalse();
        assertThat(keys.macValid(garbage, "purpose", new byte[0])).isFalse();
    }

    @Test
    void shouldKeepTagsOfPurposesApart() {
        var data = new byte[] {1, 2, 3};
        var tag = keys.mac("one", data);

        assertThat(keys.macValid(tag, "one", data)).isTrue();
        assertThat(keys.macValid(tag, "two", data)).isFalse();
        assertThat(keys.macValid(tag, "one", new byte[] {1, 2, 4})).isFalse();
    }

    @Test
    void shouldHashTextWithTheKey() {
        assertThat(keys.textHash("called in")).matches("[0-9a-f]{16}").isEqualTo(keys.textHash("called in"));
        assertThat(keys.textHash("called in")).isNotEqualTo(keys.textHash("called out"));
        assertThat(keys.textHash("called in")).isNotEqualTo(Keys.generate().textHash("called in"));
    }

    @Test
    void shouldMintIdsThatCarryTimeAndPartition() {
        var random = new Random(7);
        for (int partition : new int[] {0, 1, 5, 4095}) {
            var id = keys.mintRequestId(1_700_000_000_123L, partition, random.nextLong());

            assertThat(id.version()).isEqualTo(8);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(1_700_000_000_123L);
            assertThat(keys.partitionOf(id)).hasValue(partition);
        }
    }

    @Test
    void shouldMintDistinctIdsInOneMillisecond() {
        var random = new Random(11);
        var ids = new HashSet<UUID>();
        IntStream.range(0, 10_000).forEach(i -> ids.add(keys.mintRequestId(1, 1, random.nextLong())));

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void shouldNotTakeOtherIdsForMinted() {
        var minted = keys.mintRequestId(1_700_000_000_123L, 3, 99);

        assertThat(Keys.generate().partitionOf(minted)).isEmpty();
        assertThat(keys.partitionOf(new UUID(minted.getMostSignificantBits() ^ 1, minted.getLeastSignificantBits())))
                .isEmpty();
        assertThat(keys.partitionOf(new UUID(minted.getMostSignificantBits(), minted.getLeastSignificantBits() ^ 1)))
                .isEmpty();
        assertThat(keys.partitionOf(UUID.randomUUID())).isEmpty();
        assertThat(keys.partitionOf(new UUID(0, 0))).isEmpty();
    }

    @Test
    void shouldRefuseToMintOutOfBounds() {
        assertThatThrownBy(() -> keys.mintRequestId(0, 4096, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.mintRequestId(0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> keys.mintRequestId(-1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldDeriveOneIdFromCallerAndKey() {
        var id = keys.derivedRequestId("service:webshop", "order-7");

        assertThat(id).isEqualTo(keys.derivedRequestId("service:webshop", "order-7"));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(keys.partitionOf(id)).isEmpty();
        assertThat(id).isNotEqualTo(keys.derivedRequestId("service:webshop", "order-8"));
        assertThat(id).isNotEqualTo(keys.derivedRequestId("service:webshoporder", "-7"));
        assertThat(id).isNotEqualTo(Keys.generate().derivedRequestId("service:webshop", "order-7"));
    }
}
