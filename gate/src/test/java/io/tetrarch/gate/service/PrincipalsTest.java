package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Terms;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrincipalsTest {
    private static final String ACTION = "{\"kind\":\"execute_tool\",\"tool\":\"fs_read\"}";
    private static final Principal ALICE = new Principal("agent", Optional.of("alice"), Optional.of("monday"));
    private static final Principal BOB = new Principal("agent", Optional.of("bob"), Optional.empty());

    private final State state = Fixture.state();

    private void decide(long number, Principal principal, Outcome outcome) {
        Entry entry = Fixture.on(ACTION, number, new Terms("runner", "standard", 7, Optional.of(principal)), outcome);
        state.apply(Fixture.batch(state, List.of(entry)), state.ledger().append(List.of(entry)));
    }

    @Test
    void whatIsRememberedAndCountedIsOfThePrincipalAndOfTheClientToo() {
        decide(1, ALICE, Outcome.APPROVED);
        decide(2, ALICE, Outcome.DENIED);
        decide(3, BOB, Outcome.APPROVED);
        Principal tuesday = new Principal("agent", Optional.of("alice"), Optional.of("tuesday"));
        assertThat(state.principals.history(Fixture.CLIENT, tuesday).recent()).hasSize(1);
        assertThat(state.principals.asked(Fixture.CLIENT, tuesday).latest()).hasSize(2);
        assertThat(state.principals.asked(Fixture.CLIENT, BOB).latest()).hasSize(1);
        assertThat(state.principals.asked(Fixture.hash("other client"), BOB).latest())
                .isEmpty();
        assertThat(state.memories.of(Fixture.CLIENT).recent()).hasSize(2);
        assertThat(state.quotas.of(Fixture.CLIENT).latest()).hasSize(3);
    }

    @Test
    void aGroupThatKnowsOfNoneHasTheStateThatItHadBeforeThereWereAny() {
        Entry entry = Fixture.decision(1);
        state.apply(Fixture.batch(state, List.of(entry)), state.ledger().append(List.of(entry)));
        assertThat(state.parts()).doesNotContain(state.principals);
        decide(2, BOB, Outcome.APPROVED);
        assertThat(state.parts()).contains(state.principals);
    }

    @Test
    void aSnapshotBringsThemBackInTheirOrder() {
        decide(1, ALICE, Outcome.APPROVED);
        decide(2, BOB, Outcome.APPROVED);
        decide(3, ALICE, Outcome.APPROVED);
        SnapshotCodec codec = new SnapshotCodec(Fixture.DOMAIN, Fixture::state);
        List<Bytes> snapshot = codec.write(state);
        DecisionService restored = Fixture.service();
        restored.restore(snapshot);
        assertThat(restored.asked(Fixture.CLIENT, Optional.of(ALICE)).latest()).hasSize(2);
        assertThat(restored.history(Fixture.CLIENT, Optional.of(BOB)).recent()).hasSize(1);
        assertThat(restored.snapshot()).isEqualTo(snapshot);
    }

    @Test
    void thoseWhoseDecisionIsTheOldestAreForgotten() {
        decide(1, ALICE, Outcome.APPROVED);
        decide(2, BOB, Outcome.APPROVED);
        IntStream.range(0, Principals.MOST - 2)
                .forEach(i -> decide(10 + i, Principal.of("agent-" + i), Outcome.APPROVED));
        decide(5, ALICE, Outcome.APPROVED);
        decide(6, Principal.of("one more"), Outcome.APPROVED);
        assertThat(state.principals.asked(Fixture.CLIENT, BOB).latest()).isEmpty();
        assertThat(state.principals.asked(Fixture.CLIENT, ALICE).latest()).hasSize(2);
        assertThat((long) state.encoding(state.principals).size())
                .isLessThanOrEqualTo(state.principals.mostBytes(2, 4));
    }
}
