package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.ledger.CanonicalReader;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A proof tells whether the judges behind its verdicts are those that the group accepts. */
class PinnedJudgesTest {
    private static final String BUILT_IN = "built-in/receipt";

    private final Round round = pinnedRound();

    /** Of a group that accepts the judges of build 0. */
    static Round pinnedRound() {
        return new Round(pinned(Groups.embedded(), pins(0)));
    }

    private static JudgePins pins(int build) {
        List<SortedSet<String>> seats = new ArrayList<>();
        for (int seat = 0; seat < 4; seat++) {
            seats.add(new TreeSet<>(List.of(digest(build, seat))));
        }
        return new JudgePins(seats, new TreeSet<>(List.of(BUILT_IN)));
    }

    private static String digest(int build, int seat) {
        return Hash.sha3(new byte[] {(byte) build, (byte) seat}).toString();
    }

    private static Group pinned(Group group, JudgePins pins) {
        return new Group(
                group.title(),
                group.replicas(),
                group.clients(),
                group.charter().with(pins),
                group.constants(),
                group.descent());
    }

    /** A group that does not say which judges it accepts is what it was, to the bit. */
    @Test
    void withoutPinsNothingOfAGroupChanges() {
        assertThat(pinned(Groups.embedded(), JudgePins.NONE).id())
                .isEqualTo(Groups.embedded().id());
        CharterRules rules = new CharterRules(7, new TreeMap<>(Map.of("standard", TierRule.of(3))));
        assertThat(rules.judges().isPinned()).isFalse();
        assertThat(state(rules)).hasSize(state(rules.with(pins(0))).length - 4 * 36 - 8 - 4 - BUILT_IN.length());
    }

    @Test
    void aGroupFileAndAStateHoldThem() throws Exception {
        assertThat(round.group.id()).isNotEqualTo(Groups.embedded().id());
        byte[] file = GroupFile.write(round.group).getBytes(StandardCharsets.UTF_8);
        assertThat(GroupFile.read(file, Groups.SCHEME)).isEqualTo(round.group);
        CharterBook book = CharterBook.of(round.group.charter().founding());
        Encoder encoded = new Encoder();
        book.encode(encoded);
        CanonicalReader from = new CanonicalReader(encoded.toArray());
        assertThat(CharterBook.decode(from, book.base())).isEqualTo(book);
        from.end();
    }

    private static byte[] state(CharterRules rules) {
        Encoder encoded = new Encoder();
        CharterBook.of(CharterVersion.founding(rules, Digest.ZERO)).encode(encoded);
        return encoded.toArray();
    }

    @Test
    void aMalformedListIsRefusedAtItsPlace() {
        String file = GroupFile.write(round.group);
        assertThatThrownBy(() -> read(file.replace(digest(0, 2), "00")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected digests of 64 lower-case hex digits");
        assertThatThrownBy(() -> read(file.replace(BUILT_IN, "anything")))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected ids such as built-in/receipt");
        JudgePins three = new JudgePins(pins(0).seats().subList(0, 3), new TreeSet<>());
        assertThatThrownBy(() -> pinned(Groups.embedded(), three))
                .hasMessage("judges: expected digests for each of the 4 replicas, found 3");
    }

    private static Group read(String file) throws JsonRejected {
        return GroupFile.read(file.getBytes(StandardCharsets.UTF_8), Groups.SCHEME);
    }

    @Test
    void theChartersOwnJudgesAreNamedAsPinned() {
        Verification.Authentic proven = proven(proof(Outcome.APPROVED, 0, 0, 0, 0));
        assertThat(proven.judges()).isEqualTo(new Verification.Judges(true, List.of()));
        assertThat(proven.summary()).endsWith("; judges as pinned");
        assertThat(unmet(proven)).isEmpty();
    }

    /** One faulty replica can give such a verdict: it must not spoil the proof of what the others decided. */
    @Test
    void oneReplacedJudgeIsNamedAndCountsForNothing() {
        Verification.Authentic proven = proven(proof(Outcome.APPROVED, 0, 0, 0, 1));
        assertThat(proven.judges().others())
                .singleElement()
                .asString()
                .isEqualTo("the judge of " + round.group.replicaNames().get(3) + ", shadow/judge@" + digest(1, 3)
                        + ", is none that charter 1 accepts, so its verdict counts for nothing");
        assertThat(proven.summary()).contains(digest(1, 3));
    }

    @Test
    void whatReplacedJudgesApproveIsNotApproved() {
        DecisionProof replaced = proof(Outcome.APPROVED, 1, 1, 0, 0);
        Altered.assertFailed(
                round, replaced, Check.OUTCOME, "the outcome is said to be APPROVED, the verdicts make it DENIED");
        Altered.assertFailed(round, replaced, Check.OUTCOME, digest(1, 0));
    }

    @Test
    void whatOnlyReplacedJudgesApproveIsDenied() {
        assertThat(proven(proof(Outcome.DENIED, 1, 1, 0, 0)).judges().others()).hasSize(2);
    }

    @Test
    void aCheckThatIsNotListedIsNoBuiltInOne() {
        Request request = round.request(7);
        assertThat(round.group.charter().rules().judges().accepts(0, BUILT_IN)).isTrue();
        assertThat(round.group.charter().rules().judges().accepts(0, "built-in/other"))
                .isFalse();
        assertThat(round.group.charter().rules().judges().accepts(1, vote(0, request, 0)))
                .isFalse();
        assertThat(round.group.charter().rules().judges().accepts(4, vote(0, request, 0)))
                .isFalse();
    }

    @Test
    void aProofFromBeforeIsShownAsNotPinnedAndCanBeDemandedOtherwise() {
        Round before = Round.embedded();
        Verification.Authentic proven = Altered.proven(before, before.approved());
        assertThat(proven.judges()).isEqualTo(new Verification.Judges(false, List.of()));
        assertThat(proven.summary()).endsWith("; judges not pinned");
        assertThat(Demands.NONE.unmet(proven)).isEmpty();
        assertThat(unmet(proven)).contains("its group does not say which judges it accepts");
    }

    /** While replicas go over to another build, a swap accepts the judges of both. */
    @Test
    void aSwapAcceptsTheJudgesOfAnotherBuildBesides() {
        CharterRules both =
                new CharterRules(2, new TreeMap<>(Map.of("standard", TierRule.of(3))), pins(0).and(pins(1)));
        SwapCharter swap = new SwapCharter(Digest.ZERO, Hash.sha3(new byte[] {2}), both, "text 2");
        Bytes action = Bytes.wrap(JsonWriter.compactBytes(swap.json()));
        CharterBook book = CharterBook.of(round.group.charter().founding());
        Request request = new Request(
                round.group.domain(),
                round.request(1).id(),
                Hash.sha3(action.readOnlyArray()),
                new Terms("agent", "standard", 1),
                round.request(1).validity(),
                Optional.empty());
        CharterBook after = book.after(new SignedRequest(request, Bytes.EMPTY, action), 4, 0, Frontier.EMPTY)
                .orElseThrow();
        assertThat(after.current().rules()).isEqualTo(both);
        JudgePins accepted = after.current().rules().judges();
        assertThat(accepted.accepts(2, "judge@" + digest(0, 2))).isTrue();
        assertThat(accepted.accepts(2, "judge@" + digest(1, 2))).isTrue();
        assertThat(pins(0).isWithin(accepted)).isTrue();
        assertThat(accepted.isWithin(pins(0))).isFalse();
    }

    private static Optional<String> unmet(Verification.Authentic proven) {
        return new Demands(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true)
                .unmet(proven);
    }

    private Verification.Authentic proven(DecisionProof proof) {
        return Altered.proven(round, proof);
    }

    private DecisionProof proof(Outcome outcome, int... builds) {
        return proof(round, outcome, builds);
    }

    /** All approve, each with the judge of the build that stands at its place. */
    static DecisionProof proof(Round round, Outcome outcome, int... builds) {
        Request request = round.request(7);
        List<VerdictVote> votes = new ArrayList<>();
        for (int replica = 0; replica < builds.length; replica++) {
            Verdicts one = new Verdicts(List.of(vote(replica, request, builds[replica])));
            votes.addAll(one.votes(replica, round.sign(replica, one)));
        }
        return round.proof(new DecisionEntry(round.signed(request), outcome, votes));
    }

    private static Verdict vote(int replica, Request request, int build) {
        return new Verdict(
                request.digest(), Answer.APPROVE, "shadow/judge@" + digest(build, replica), 1, "rule-1", "It says so.");
    }
}
