package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final State state = Fixture.state();

    @Test
    void everyPartIsReadAsItWasWritten() {
        fill(state);
        State copy = Fixture.state();
        for (int i = 0; i < state.parts().size(); i++) {
            CanonicalReader from =
                    new CanonicalReader(state.encoding(state.parts().get(i)).readOnlyArray());
            copy.parts().get(i).decode(from);
            from.end();
            assertThat(copy.encoding(copy.parts().get(i)))
                    .isEqualTo(state.encoding(state.parts().get(i)));
        }
    }

    @Test
    void noPartOutgrowsItsBound() {
        fill(state);
        for (Part part : state.parts()) {
            assertThat((long) state.encoding(part).size()).as(part.name()).isLessThanOrEqualTo(part.mostBytes(2, 4));
        }
    }

    /** The first chunk names every part with its hash, so the state root commits to each of them. */
    @Test
    void theFirstChunkHoldsTheHashOfEveryPart() {
        fill(state);
        byte[] chunk = new SnapshotCodec(Fixture.DOMAIN, () -> Fixture.state())
                .write(state)
                .getFirst()
                .toArray();
        CanonicalReader from = new CanonicalReader(chunk);
        from.u8();
        from.domain();
        from.u64();
        from.bytes();
        List<Digest> hashes = from.list(36, reader -> {
            reader.string();
            return reader.digest();
        });
        assertThat(hashes)
                .containsExactlyElementsOf(state.parts().stream()
                        .map(part -> Hash.sha3(state.encoding(part).readOnlyArray()))
                        .toList());
    }

    /** The parts are swapped, and so are their names: the order is part of the format. */
    @Test
    void partsInAnotherOrderAreRefused() {
        Encoder to = new Encoder();
        to.u8(4).domain(Fixture.DOMAIN).u64(0).bytes(state.ledger().encode());
        to.list(
                state.parts().reversed(),
                (encoder, part) -> encoder.string(part.name())
                        .digest(Hash.sha3(state.encoding(part).readOnlyArray())));
        state.parts().reversed().forEach(part -> to.bytes(state.encoding(part)));
        assertThatThrownBy(() -> Fixture.service().restore(List.of(Bytes.wrap(to.toArray()))))
                .hasMessage("the snapshot is expected to have the parts of this version's state");
    }

    @Test
    void aPartThatDoesNotChangeKeepsItsEncoding() {
        fill(state);
        Bytes charters = state.encoding(state.charters);
        Bytes decisions = state.encoding(state.decisions);
        state.apply(Fixture.batch(state, List.of(Fixture.decision(5_000))), after(Fixture.decision(5_000)));
        assertThat(state.encoding(state.charters)).isSameAs(charters);
        assertThat(state.encoding(state.decisions)).isNotEqualTo(decisions);
    }

    private Frontier after(Entry entry) {
        return state.ledger().append(List.of(entry));
    }

    /** Two clients with full windows, a replica with as much evidence as is remembered. */
    private static void fill(State state) {
        for (long number = 1; number <= ReplayWindow.WIDTH + 10; number++) {
            add(state, Fixture.decision(number));
            add(
                    state,
                    Fixture.decision(
                            Fixture.request(Fixture.hash("other client"), number, Fixture.TERMS, Fixture.VALID),
                            Outcome.DENIED));
            add(state, Fixture.evidence(2, Fixture.request(number)));
        }
    }

    private static void add(State state, Entry entry) {
        state.apply(Fixture.batch(state, List.of(entry)), state.ledger().append(List.of(entry)));
    }
}
