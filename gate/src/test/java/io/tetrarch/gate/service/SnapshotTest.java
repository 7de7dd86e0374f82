package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.Membership;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void restoringGivesTheSameStateAndTheSameChunks() {
        DecisionService original = filled();
        DecisionService copy = Fixture.service();
        copy.restore(original.snapshot());

        assertThat(copy.snapshot()).isEqualTo(original.snapshot());
        assertThat(copy.sequence()).isEqualTo(original.sequence());
        assertThat(copy.ledger()).isEqualTo(original.ledger());
        assertThat(copy.decided(new RequestId(Fixture.CLIENT, 1_500)))
                .isEqualTo(original.decided(new RequestId(Fixture.CLIENT, 1_500)))
                .isPresent();
        assertThat(copy.equivocations(3)).isEqualTo(1);
        assertThat(Fixture.refusal(copy, Fixture.request(1_500)))
                .isEqualTo(Fixture.refusal(original, Fixture.request(1_500)));
    }

    /** One lived through it all, the other began at a snapshot. */
    @Test
    void twoHistoriesOfOneStateGiveTheSameChunks() {
        DecisionService old = filled();
        DecisionService young = Fixture.service();
        young.restore(old.snapshot());
        for (long number = 4_000; number < 4_100; number += 7) {
            Fixture.execute(old, Fixture.decision(number));
            Fixture.execute(young, Fixture.decision(number));
        }
        assertThat(young.snapshot()).isEqualTo(old.snapshot());
    }

    @Test
    void theOrderOfDecisionsWithinABatchShowsInTheLedgerOnly() {
        DecisionService one = Fixture.service();
        DecisionService other = Fixture.service();
        Fixture.execute(one, Fixture.decision(1), Fixture.decision(2));
        Fixture.execute(other, Fixture.decision(2), Fixture.decision(1));
        assertThat(one.snapshot()).isNotEqualTo(other.snapshot());
    }

    @Test
    void chunksAreOfOneSizeButTheLast() {
        List<Bytes> chunks = filled().snapshot();
        assertThat(chunks).hasSizeGreaterThan(1);
        assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.size() == SnapshotCodec.CHUNK);
        assertThat(chunks.getLast().size()).isBetween(1, SnapshotCodec.CHUNK);
    }

    @Test
    void differentStatesGiveDifferentChunks() {
        DecisionService one = Fixture.service();
        DecisionService other = Fixture.service();
        Fixture.execute(one, Fixture.decision(1));
        Fixture.execute(other, Fixture.decision(2));
        assertThat(one.snapshot()).isNotEqualTo(other.snapshot());
    }

    @Test
    void aSnapshotOfAnotherGroupIsRefused() {
        List<Bytes> chunks = filled().snapshot();
        DecisionService other = Fixture.service(new Domain(Fixture.hash("other group"), 1));
        assertThatThrownBy(() -> other.restore(chunks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the snapshot is of another group");
    }

    @Test
    void aRefusedSnapshotLeavesTheStateAsItWas() {
        DecisionService service = filled();
        List<Bytes> before = service.snapshot();
        assertThatThrownBy(() -> service.restore(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(service.snapshot()).isEqualTo(before);
    }

    @Test
    void missingSwappedAndAddedChunksAreRefused() {
        List<Bytes> chunks = filled().snapshot();
        List<Bytes> swapped = new ArrayList<>(chunks);
        Collections.swap(swapped, 0, chunks.size() - 1);
        List<Bytes> added = new ArrayList<>(chunks);
        added.add(Bytes.copyOf(new byte[1]));
        for (List<Bytes> bad : List.of(chunks.subList(0, chunks.size() - 1), swapped, added)) {
            assertThatThrownBy(() -> Fixture.service().restore(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Whatever is flipped, the chunks are refused, or they are the snapshot of another state: never two for one. */
    @Test
    void noTwoSnapshotsMeanTheSameState() {
        List<Bytes> chunks = small().snapshot();
        byte[] content = chunks.getFirst().toArray();
        Random random = new Random(1);
        for (int i = 0; i < content.length; i++) {
            byte[] altered = content.clone();
            altered[i] ^= (byte) (1 << random.nextInt(8));
            List<Bytes> forged = List.of(Bytes.wrap(altered));
            DecisionService service = Fixture.service();
            try {
                service.restore(forged);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageNotContaining("null");
                continue;
            }
            assertThat(service.snapshot()).isEqualTo(forged);
        }
    }

    @Test
    void theCharterIsPartOfTheState() {
        Membership membership = new Membership(Fixture.DOMAIN, 4, new TreeSet<>(), new TreeSet<>(), 1, 1);
        DecisionService without = new DecisionService(
                membership,
                CharterVersion.founding(new CharterRules(7, new TreeMap<>()), Fixture.hash("charter")),
                Groups.SCHEME);
        DecisionService with = new DecisionService(membership, Fixture.founding(), Groups.SCHEME);
        assertThat(without.snapshot()).isNotEqualTo(with.snapshot());
    }

    private static DecisionService small() {
        DecisionService service = Fixture.service();
        Fixture.execute(service, Fixture.decision(1), Fixture.decision(3), Fixture.evidence(1, Fixture.request(9)));
        Fixture.execute(service, Fixture.decision(2));
        return service;
    }

    /** More decisions than the window holds, in no order, of two clients, and an equivocation. */
    private static DecisionService filled() {
        DecisionService service = Fixture.service();
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= 2_000; number++) {
            numbers.add(number);
        }
        Random random = new Random(7);
        for (int from = 0; from < numbers.size(); from += 200) {
            List<Long> batch = numbers.subList(from, from + 200);
            Collections.shuffle(batch, random);
            Fixture.execute(service, batch.stream().map(Fixture::decision).toArray(Entry[]::new));
        }
        Fixture.execute(service, Fixture.evidence(3, Fixture.request(9)));
        var other = Fixture.hash("other client");
        Fixture.execute(service, batchOf(other));
        return service;
    }

    private static Entry[] batchOf(Digest client) {
        var entries = new Entry[500];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Fixture.decision(Fixture.request(client, 1 + i, Fixture.TERMS, Fixture.VALID), Outcome.DENIED);
        }
        return entries;
    }
}
