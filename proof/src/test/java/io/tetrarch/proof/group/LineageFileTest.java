package io.tetrarch.proof.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.authentication.MessageSigner;
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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageFileTest {
    private final Group first = Groups.embedded();
    private final Group second = without(first, 7);
    private final Group third = without(second, 9);
    private final String file = LineageFile.write(List.of(end(first, second)));

    /** The group that follows when the last seat is left vacant after this batch. */
    private static Group without(Group group, long sequence) {
        List<Bytes> keys = new ArrayList<>(
                group.replicas().stream().map(ReplicaMember::key).toList());
        keys.set(3, Bytes.EMPTY);
        Start start = new Start(sequence, Hash.sha3(new byte[] {1}), Hash.sha3(new byte[] {2}));
        return group.succeededBy(start, keys, group.charter());
    }

    private static Succession end(Group ended, Group next) {
        Start start = next.descent().orElseThrow().start();
        Checkpoint last = new Checkpoint(start.sequence(), start.header(), start.stateRoot(), Optional.of(next.id()));
        TreeMap<Integer, Bytes> signatures = new TreeMap<>();
        for (int signer = 0; signer < 3; signer++) {
            signatures.put(signer, new MessageSigner(Groups.replicaKey(signer), ended.domain()).sign(last));
        }
        return new Succession(
                ended.domain(),
                new CheckpointCertificate(last, new Signatures(signatures)),
                Bytes.wrap(next.canonicalBytes()));
    }

    private List<Group> read(String text) throws JsonRejected {
        return LineageFile.read(text.getBytes(StandardCharsets.UTF_8), first, Groups.SCHEME);
    }

    @Test
    void itLeadsFromTheFirstGroupFileToTheLast() throws JsonRejected {
        assertThat(read(file)).containsExactly(first, second);
        assertThat(read(LineageFile.write(List.of(end(first, second), end(second, third)))))
                .containsExactly(first, second, third);
        assertThat(read(LineageFile.write(List.of()))).containsExactly(first);
    }

    /** Whoever trusts a later group file goes on from there. */
    @Test
    void itLeadsOnFromALaterGroupFile() throws JsonRejected {
        byte[] whole = LineageFile.write(List.of(end(first, second), end(second, third)))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(LineageFile.read(whole, second, Groups.SCHEME)).containsExactly(second, third);
        assertThat(LineageFile.read(whole, third, Groups.SCHEME)).containsExactly(third);
        Group other = without(second, 11);
        assertThatThrownBy(() -> LineageFile.read(whole, other, Groups.SCHEME))
                .hasMessageStartingWith("expected a lineage through the group file of epoch 3");
    }

    @Test
    void theGroupFileInItIsTheOneThatWasSigned() throws JsonRejected {
        assertThat(GroupFile.read(
                        LineageFile.groupFile(end(first, second)).getBytes(StandardCharsets.UTF_8), Groups.SCHEME))
                .isEqualTo(second);
        assertThatThrownBy(() ->
                        read(file.replace("\"requestLifeMillis\": 604800000", "\"requestLifeMillis\": 604800001")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the end of epoch 1: expected the signatures of 3 replicas");
    }

    @ParameterizedTest
    @CsvSource({
        "lineage.v1, lineage.v2, at format: expected",
        "\"sequence\": 7, \"sequence\": 0, at ends[0].sequence: expected",
        "\"replica\": 1, \"replica\": 0, at ends[0].signatures[1]: expected one signature of each replica",
        "\"stateRoot\": \", \"stateRoot\": \"x, at ends[0].stateRoot: expected 64 lower-case hex digits",
        "\"signature\": \", \"signature\": \"x, at ends[0].signatures[0].signature: expected a signature of 128"
    })
    void aMistakeIsShownAtItsPlace(String good, String bad, String message) {
        String wrong = file.replaceFirst(Pattern.quote(good), bad);
        assertThatThrownBy(() -> read(wrong)).isInstanceOf(JsonRejected.class).hasMessageContaining(message);
    }
}
