package io.tetrarch.proof.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.CheckpointCertificate;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Succession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A later group file is believed for the signatures of the quorum that it replaced. */
class LineageTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();
    private static final Start START = new Start(7, Hash.sha3(new byte[] {1}), Hash.sha3(new byte[] {2}));
    private static final Start LATER = new Start(19, Hash.sha3(new byte[] {3}), Hash.sha3(new byte[] {4}));

    private final Group first = Groups.embedded();
    private final Group second = first.succeededBy(START, keys(first, 3, Optional.empty()), first.charter());
    private final Group third =
            second.succeededBy(LATER, keys(second, 3, Optional.of(Groups.key(77))), second.charter());

    private static List<Bytes> keys(Group group, int seat, Optional<SigningKey> key) {
        List<Bytes> keys = new ArrayList<>(
                group.replicas().stream().map(ReplicaMember::key).toList());
        keys.set(seat, key.map(each -> Bytes.wrap(each.verifyingKey().raw())).orElse(Bytes.EMPTY));
        return keys;
    }

    private static Succession end(Group ended, Start at, Group next, int... signers) {
        Checkpoint last = new Checkpoint(at.sequence(), at.header(), at.stateRoot(), Optional.of(next.id()));
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int signer : signers) {
            signatures.put(signer, new MessageSigner(Groups.replicaKey(signer), ended.domain()).sign(last));
        }
        return new Succession(
                ended.domain(),
                new CheckpointCertificate(last, new Signatures(signatures)),
                Bytes.wrap(next.canonicalBytes()));
    }

    @Test
    void oneEndAfterTheOtherLeadsToTheGroupOfToday() {
        List<Succession> ends = List.of(end(first, START, second, 0, 1, 3), end(second, LATER, third, 0, 1, 2));
        assertThat(Lineage.follow(first, ends, SCHEME)).isEqualTo(third);
        assertThat(Lineage.follow(first, List.of(), SCHEME)).isEqualTo(first);
        assertThat(third.domain().epoch()).isEqualTo(3);
        assertThat(third.founding()).isEqualTo(first.domain());
    }

    @Test
    void aVacantSeatIsWrittenWithoutAKeyAndHasNone() throws JsonRejected {
        assertThat(GroupFile.read(second.canonicalBytes(), SCHEME)).isEqualTo(second);
        assertThat(GroupFile.read(GroupFile.write(third).getBytes(StandardCharsets.UTF_8), SCHEME))
                .isEqualTo(third);
        assertThat(second.configuration(0).epoch().vacant()).containsExactly(3);
        assertThat(second.configuration(0).epoch().start()).contains(START);
        assertThat(second.keyring(SCHEME).replica(3)).isEmpty();
        assertThat(third.configuration(0).epoch().vacant()).isEmpty();
    }

    @Test
    void twoOfFourAreNoQuorum() {
        assertRefused(end(first, START, second, 0, 1), "the signatures of 3 replicas");
    }

    @Test
    void aVacatedSeatsSignatureIsNone() {
        List<Succession> ends = List.of(end(first, START, second, 0, 1, 2), end(second, LATER, third, 0, 1, 3));
        assertThatThrownBy(() -> Lineage.follow(first, ends, SCHEME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the end of epoch 2");
    }

    @Test
    void anotherGroupFileThanTheOneSignedIsRefused() {
        Succession good = end(first, START, second, 0, 1, 2);
        assertRefused(
                new Succession(good.ended(), good.certificate(), Bytes.wrap(third.canonicalBytes())),
                "the signatures of 3 replicas");
    }

    @Test
    void aGroupFileThatBeginsElsewhereIsRefused() {
        Group elsewhere = first.succeededBy(LATER, keys(first, 3, Optional.empty()), first.charter());
        assertRefused(end(first, START, elsewhere, 0, 1, 2), "names this end as its beginning");
    }

    @Test
    void tooFewSeatsAreNoGroup() {
        assertThatThrownBy(() -> second.succeededBy(LATER, keys(second, 2, Optional.empty()), second.charter()))
                .hasMessageContaining("expected at most 1 replicas without a key, found 2");
    }

    private void assertRefused(Succession end, String why) {
        assertThatThrownBy(() -> Lineage.follow(first, List.of(end), SCHEME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
