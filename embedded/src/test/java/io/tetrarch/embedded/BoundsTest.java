package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.bound.Name;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.wire.WireLimits;
import org.junit.jupiter.api.Test;

/** What a charter may say can be said between replicas as well. */
class BoundsTest {
    private static final WireLimits WIRE = WireLimits.of((int) Bounds.REPLICAS.most());

    @Test
    void aMessageHoldsTheLongestNamesAndReasons() {
        int judgeId = "shadow/".length() + Name.MOST + 1 + 2 * Digest.SIZE_BYTES;
        assertThat(WIRE.textBytes()).isGreaterThan(judgeId).isGreaterThan((int) Bounds.REASON_CODE.most());
        // tiers on a ledger have names of any characters, of at most three bytes for each unit of UTF-16
        assertThat(WIRE.textBytes()).isGreaterThan(3 * Name.MOST);
        assertThat(WIRE.elements()).isEqualTo((int) Bounds.READABLE_MEMBERS.most());
    }

    @Test
    void anActionHoldsTheLongestCharterWithItsTiers() {
        assertThat(WIRE.actionBytes()).isEqualTo(JsonLimits.ACTION.maxBytes());
        assertThat(Limits.DEFAULT.batchBytes()).isGreaterThan(WIRE.actionBytes());
        int seats = (int) Bounds.REPLICAS.most() * "99,".length();
        int tier = "{\"name\":\"\",\"approvals\":100,\"named\":[],\"shadow\":true},".length() + Name.MOST + seats;
        assertThat(Bounds.CHARTER_JSON_BYTES + Bounds.TIERS.most() * tier + 512)
                .isLessThan(JsonLimits.ACTION.maxBytes());
    }

    @Test
    void aTierOpenForItsLongestIsOneThatTheGroupTakes() {
        assertThat(Bounds.DEADLINE_MILLIS.most()).isEqualTo(Constants.DEFAULT.requestLifeMillis());
        assertThat(Bounds.READABLE_TIER_MILLIS.holds(Bounds.DEADLINE_MILLIS.most()))
                .isTrue();
    }
}
