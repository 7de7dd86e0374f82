package io.tetrarch.client.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.crypto.tree.LedgerTree;
import io.tetrarch.crypto.tree.TreeProofs;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Signatures;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client believes what a quorum has signed, in whatever form it comes, and no replica besides. */
class RepliesTest {
    private static final int ASKED = 3;

    private final TestGroup group = new TestGroup();
    private final List<SignedRequest> sent = new ArrayList<>();
    private final GroupClient client = group.client(RequestNumbers.fresh(), sent::add, Runnable::run);
    private final List<CompletableFuture<DecidedEntry>> answers = new ArrayList<>();

    @BeforeEach
    void ask() {
        for (int i = 0; i < ASKED; i++) {
            answers.add(client.submit(TestGroup.question(i)));
        }
    }

    private List<Entry> approved() {
        return sent.stream().<Entry>map(TestGroup::approved).toList();
    }

    private List<Entry> denied() {
        return sent.stream()
                .<Entry>map(request -> new DecisionEntry(request, Outcome.DENIED, List.of()))
                .toList();
    }

    @Test
    void allThatWasExecutedTogetherIsAnsweredWithItsWayToTheRoot() {
        client.onReply(group.reply(approved()));

        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(answers).extracting(answer -> answer.join().index()).containsExactly(0L, 1L, 2L);
        assertThat(answers).extracting(CompletableFuture::join).allSatisfy(RepliesTest::leadsToTheRoot);
    }

    @Test
    void oneEntryWithItsPathIsAsGoodAsWholeBatches() {
        BatchReply whole = group.reply(approved());
        Header header = whole.batches().getLast().header();
        InclusionPath path = whole.check(3, group.authenticator())
                .orElseThrow()
                .certified()
                .inclusion()
                .apply(1);
        client.onReply(new PathReply(TestGroup.approved(sent.get(1)), path, header, whole.certificate(), 3));

        assertThat(answers.get(0)).isNotDone();
        assertThat(answers.get(1)).isCompleted();
        assertThat(answers.get(2)).isNotDone();
        leadsToTheRoot(answers.get(1).join());
    }

    @Test
    void anEntryIsBelievedWithItsOwnActionIndexAndSignaturesOnly() {
        BatchReply whole = group.reply(approved());
        Header header = whole.batches().getLast().header();
        InclusionPath path = whole.check(3, group.authenticator())
                .orElseThrow()
                .certified()
                .inclusion()
                .apply(1);
        SignedRequest asked = sent.get(1);
        SignedRequest otherAction = new SignedRequest(
                asked.request(), asked.path(), asked.signature(), sent.get(0).action());

        believesNot(new PathReply(TestGroup.approved(otherAction), path, header, whole.certificate(), 3));
        believesNot(new PathReply(
                new DecisionEntry(asked, Outcome.DENIED, List.of()), path, header, whole.certificate(), 3));
        believesNot(new PathReply(
                TestGroup.approved(asked),
                new InclusionPath(0, path.size(), path.hashes()),
                header,
                whole.certificate(),
                3));
        believesNot(new PathReply(
                TestGroup.approved(asked),
                path,
                header,
                group.certificate(whole.certificate().digest(), 0, 1),
                3));
        believesNot(
                new PathReply(TestGroup.approved(asked), path, header, group.certificate(header.parent(), 0, 1, 3), 3));
    }

    private void believesNot(PathReply reply) {
        client.onReply(reply);
        assertThat(answers.get(1)).isNotDone();
    }

    private static void leadsToTheRoot(DecidedEntry decided) {
        assertThat(TreeProofs.rootOf(decided.entry().leafHash(), decided.inclusion()))
                .contains(decided.header().ledgerRoot());
    }

    @Test
    void twoSignaturesAreNoQuorum() {
        BatchReply good = group.reply(approved());
        unbelieved(new BatchReply(
                good.before(),
                good.batches(),
                group.certificate(good.certificate().digest(), 0, 1),
                3));
    }

    @Test
    void aCertificateOfOtherBatchesProvesNothing() {
        BatchReply good = group.reply(approved());
        unbelieved(new BatchReply(good.before(), List.of(TestGroup.batch(denied())), good.certificate(), 3));
    }

    @Test
    void entriesThatTheSignedHeaderDoesNotHaveProveNothing() {
        BatchReply good = group.reply(approved());
        Header signed = good.batches().getLast().header();
        unbelieved(new BatchReply(good.before(), List.of(new Batch(signed, denied())), good.certificate(), 3));
    }

    /** The edge of the two entries before as if it were that of four: the root comes out the same, the index does not. */
    @Test
    void aLedgerOfAnotherSizeWithTheSameRootProvesNothing() {
        BatchReply good = group.reply(approved());
        LedgerTree two = LedgerTree.empty();
        approved().subList(0, 2).forEach(entry -> two.append(entry.leafHash()));
        Frontier four = new Frontier(4, two.frontier().edge());
        Header signed = good.batches().getLast().header();
        List<Entry> last = approved().subList(2, ASKED);
        unbelieved(new BatchReply(four, List.of(new Batch(signed, last)), good.certificate(), 3));
    }

    @Test
    void anEntryThatIsLeftOutProvesNothing() {
        BatchReply good = group.reply(approved());
        Header signed = good.batches().getLast().header();
        List<Entry> less = approved().subList(0, ASKED - 1);
        unbelieved(new BatchReply(good.before(), List.of(new Batch(signed, less)), good.certificate(), 3));
    }

    @Test
    void aSignatureOfAnotherReplicaIsNotCounted() {
        BatchReply good = group.reply(approved());
        CommitCertificate three = good.certificate();
        TreeMap<Integer, Bytes> forged = new TreeMap<>(three.signatures().bySigner());
        forged.put(2, forged.get(1));
        forged.remove(3);
        unbelieved(new BatchReply(
                good.before(), good.batches(), new CommitCertificate(three.commit(), new Signatures(forged)), 3));
    }

    private void unbelieved(Reply reply) {
        client.onReply(reply);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isNotDone());
        client.onReply(group.reply(approved()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    }

    @Test
    void twoReplicasThatRefuseForGoodEndARequest() {
        Refusal refusal = new Refusal("NOT_PERMITTED", true);
        client.onRefused(0, sent.getFirst().digest(), refusal);
        client.onRefused(0, sent.getFirst().digest(), refusal);
        assertThat(answers.getFirst()).isNotDone();

        client.onRefused(2, sent.getFirst().digest(), refusal);
        assertThatThrownBy(answers.getFirst()::join)
                .hasCauseInstanceOf(UndecidedException.class)
                .hasMessageContaining("the replicas refused it: NOT_PERMITTED");
    }

    @Test
    void whatReplicasRefuseForNowStaysOpen() {
        for (int replica = 0; replica < 4; replica++) {
            client.onRefused(replica, sent.getFirst().digest(), new Refusal("TOO_MANY", false));
        }
        assertThat(answers.getFirst()).isNotDone();
    }
}
