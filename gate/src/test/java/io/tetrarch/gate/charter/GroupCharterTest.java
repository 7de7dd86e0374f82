package io.tetrarch.gate.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.rule.TierRule;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GroupCharterTest {
    private final Charter charter = CharterReader.defaultCharter();

    @Test
    void theDefaultChartersTiersBecomeRules() {
        GroupCharter agreed = charter.forGroup(List.of("analytical", "creative", "adversarial", "domain_expert"));
        assertThat(agreed.digest()).isEqualTo(charter.digest());
        assertThat(agreed.rules().version()).isEqualTo(charter.version());
        assertThat(agreed.rules().checkedFor(4).tiers())
                .containsOnlyKeys("governance", "no-way-back", "irreversible", "production", "ordinary")
                .containsEntry("governance", TierRule.of(4))
                .containsEntry("no-way-back", TierRule.of(4))
                .containsEntry("irreversible", TierRule.of(4))
                .containsEntry("production", new TierRule(3, new TreeSet<>(List.of(2))))
                .containsEntry("ordinary", TierRule.of(3));
    }

    @Test
    void aJudgeThatIsNoReplicaIsRefused() {
        assertThatThrownBy(() -> charter.forGroup(List.of("a", "b", "c", "d")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tier production: expected judges among the replicas a, b, c, d, found adversarial");
    }
}
