package io.tetrarch.node.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedBatchesTest {
    private final SharedBatches shared = new SharedBatches();

    private static Batch batch(String named, String action, boolean whole) {
        Request request = new Request(
                new Domain(Digest.ZERO, 1),
                new RequestId(Digest.ZERO, 1),
                Hash.sha3(named.getBytes(StandardCharsets.UTF_8)),
                new Terms("gate", "standard", 1),
                new Validity(0, 1),
                Optional.empty());
        SignedRequest signed = new SignedRequest(
                request, InclusionPath.ALONE, Bytes.EMPTY, Bytes.wrap(action.getBytes(StandardCharsets.UTF_8)));
        List<Entry> entries = List.of(new DecisionEntry(signed, Outcome.DENIED, List.of()));
        Digest root = whole ? Batch.entriesRoot(entries) : Digest.ZERO;
        return new Batch(new Header(1, Digest.ZERO, root, 1, Digest.ZERO), entries);
    }

    @Test
    void batchesAlikeAreOneObject() {
        Batch first = batch("a", "a", true);
        Batch second = batch("a", "a", true);
        assertThat(shared.share(first)).isSameAs(first);
        assertThat(shared.share(second)).isSameAs(first);
        assertThat(shared.get(second.digest())).containsSame(first);
        assertThat(shared.size()).isOne();
    }

    /** What one store says falsely of a digest must not get into what another reads. */
    @Test
    void whatDoesNotFollowFromItsDigestIsNotShared() {
        Batch otherEntries = batch("a", "a", false);
        Batch otherAction = batch("a", "b", true);
        assertThat(shared.share(otherEntries)).isSameAs(otherEntries);
        assertThat(shared.share(otherAction)).isSameAs(otherAction);
        assertThat(shared.get(otherEntries.digest())).isEmpty();
        assertThat(shared.get(otherAction.digest())).isEmpty();
        assertThat(shared.size()).isZero();
    }
}
