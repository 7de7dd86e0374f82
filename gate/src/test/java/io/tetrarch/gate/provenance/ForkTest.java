package io.tetrarch.gate.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.provenance.ForkExaminer.Finding;
import io.tetrarch.gate.provenance.ProvenanceTerms.Rule;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two branches of a trail: the records of each are signed by writers 1 to 3, and witness 9 says when it saw them. */
class ForkTest {
    private static final String TRAIL = "builds";

    private final TrailEdge ancestor = TrailEdge.EMPTY.after(records(TrailEdge.EMPTY, "common", 1, 2));
    private final Branch long1 = branch("long", 1, 1, 1);
    private final Branch short2 = branch("short", 2, 3);

    @ParameterizedTest
    @EnumSource(Rule.class)
    void eachRuleChoosesItsBranch(Rule rule) {
        Branch seen = witnessed(short2, 1_000, 9);
        int expected = switch (rule) {
            case LONGEST_VALID -> 0;
            case MOST_SIGNERS, EARLIEST_WITNESSED -> 1;
        };
        assertThat(examiner(rule).choose(TRAIL, ancestor, List.of(long1, seen))).contains(expected);
        assertThat(examiner(rule).choose(TRAIL, ancestor, List.of(seen, long1))).contains(1 - expected);
    }

    @Test
    void theEarlierWitnessDecidesAndStrangersDoNotCount() {
        ForkExaminer examiner = examiner(Rule.EARLIEST_WITNESSED);
        assertThat(examiner.choose(TRAIL, ancestor, List.of(witnessed(long1, 3_000, 9), witnessed(short2, 2_000, 9))))
                .contains(1);
        assertThat(examiner.choose(TRAIL, ancestor, List.of(witnessed(long1, 3_000, 9), witnessed(short2, 2_000, 8))))
                .contains(0);
    }

    /** A word on the common part tells nothing of either branch. */
    @Test
    void aWitnessOfTheCommonPartDoesNotCount() {
        Witness common = Witness.sign(TRAIL, ancestor, 1, Groups.key(9));
        Branch branch = new Branch(short2.records(), short2.root(), List.of(common));
        assertThat(examiner(Rule.EARLIEST_WITNESSED).choose(TRAIL, ancestor, List.of(long1, branch)))
                .contains(0);
    }

    @Test
    void aTieGoesToTheLongerAndThenToTheLowerRoot() {
        Branch one = branch("one", 1);
        Branch other = branch("other", 1);
        int lower = one.root().compareTo(other.root()) < 0 ? 0 : 1;
        assertThat(examiner(Rule.MOST_SIGNERS).choose(TRAIL, ancestor, List.of(one, other)))
                .contains(lower);
        assertThat(examiner(Rule.MOST_SIGNERS).choose(TRAIL, ancestor, List.of(one, long1)))
                .contains(1);
    }

    @Test
    void aBranchWithABrokenLinkIsNeverChosenHoweverLong() {
        List<TrailRecord> cut = new ArrayList<>(long1.records());
        cut.remove(1);
        Branch broken = Branch.of(ancestor, cut, List.of());
        for (Rule rule : Rule.values()) {
            assertThat(examiner(rule).choose(TRAIL, ancestor, List.of(broken, short2)))
                    .contains(1);
        }
        assertThat(problem(broken)).contains("record 3: it is record 4 of trail builds");
    }

    @Test
    void whateverIsBrokenIsNamed() {
        TrailRecord first = long1.records().get(0);
        TrailRecord otherPrevious =
                TrailRecord.sign(new TrailRecord.Body(TRAIL, 2, Digest.ZERO, 5, event("x")), Groups.key(1));
        TrailRecord otherTrail =
                TrailRecord.sign(new TrailRecord.Body("other", 2, ancestor.last(), 5, event("x")), Groups.key(1));
        TrailRecord stranger =
                TrailRecord.sign(new TrailRecord.Body(TRAIL, 2, ancestor.last(), 5, event("x")), Groups.key(7));
        TrailRecord forged =
                new TrailRecord(first.payload(), Groups.key(2).verifyingKey().id(), first.signature());
        TrailRecord malformed = new TrailRecord(Bytes.wrap(new byte[] {'{', '}'}), first.writer(), first.signature());
        assertThat(problem(only(otherPrevious))).contains("it does not follow on the record before");
        assertThat(problem(only(otherTrail))).contains("of trail other");
        assertThat(problem(only(stranger))).contains("no writer of the charter has key");
        assertThat(problem(only(forged))).contains("its writer's signature is bad");
        assertThat(problem(only(malformed))).contains("it is malformed");
        assertThat(problem(new Branch(long1.records(), Digest.ZERO, List.of()))).contains("its root is");
        assertThat(problem(long1)).isEmpty();
    }

    @Test
    void twoBrokenBranchesAreDenied() {
        Branch wrong = new Branch(long1.records(), Digest.ZERO, List.of());
        Branch too = new Branch(short2.records(), Digest.ZERO, List.of());
        assertThat(examiner(Rule.LONGEST_VALID).propose(TRAIL, ancestor, List.of(wrong, too)))
                .isEmpty();
        assertThat(objection(fork(List.of(wrong, too), 0)).map(Judgement::reasonCode))
                .contains("both-branches-broken");
    }

    @Test
    void aChoiceThatTheRuleDoesNotMakeIsDenied() {
        assertThat(objection(fork(List.of(long1, short2), 0))).isEmpty();
        assertThat(objection(fork(List.of(long1, short2), 1)).map(Judgement::reasonCode))
                .contains("wrong-branch");
        Branch wrong = new Branch(long1.records(), Digest.ZERO, List.of());
        assertThat(objection(fork(List.of(wrong, short2), 0)).map(Judgement::explanation))
                .hasValueSatisfying(text -> assertThat(text).contains("branch 0 is broken"));
        assertThat(objection(fork(List.of(wrong, short2), 1))).isEmpty();
    }

    @Test
    void whatIsNoForkIsDenied() {
        Branch beginning = Branch.of(ancestor, long1.records().subList(0, 1), List.of());
        assertThat(objection(fork(List.of(long1, beginning), 0)).map(Judgement::reasonCode))
                .contains("no-fork");
        assertThat(objection(fork(List.of(long1, long1), 0)).map(Judgement::reasonCode))
                .contains("no-fork");
    }

    @Test
    void aForkThatDoesNotBeginAtTheHeadIsDenied() {
        ResolveFork fork = fork(List.of(long1, short2), 0);
        assertThat(ForkCheck.objection(bytes(fork), any -> TrailEdge.EMPTY, Optional.of(examiner(Rule.LONGEST_VALID)))
                        .map(Judgement::reasonCode))
                .contains("ancestor-not-head");
        assertThat(ForkCheck.objection(bytes(fork), any -> ancestor, Optional.of(examiner(Rule.MOST_SIGNERS)))
                        .map(Judgement::reasonCode))
                .contains("other-rule");
        assertThat(ForkCheck.objection(bytes(fork), any -> ancestor, Optional.empty())
                        .map(Judgement::reasonCode))
                .contains("no-provenance-rule");
        assertThat(ForkCheck.objection(Bytes.EMPTY, any -> ancestor, Optional.of(examiner(Rule.LONGEST_VALID)))
                        .map(Judgement::reasonCode))
                .contains("malformed-fork");
    }

    @Test
    void branchesMayShareABeginning() {
        List<TrailRecord> other = new ArrayList<>(long1.records().subList(0, 2));
        other.addAll(records(ancestor.after(other), "fork", 2, 2));
        Branch second = Branch.of(ancestor, other, List.of());
        assertThat(ForkExaminer.shared(List.of(long1, second))).isEqualTo(2);
        assertThat(examiner(Rule.LONGEST_VALID).choose(TRAIL, ancestor, List.of(long1, second)))
                .contains(1);
    }

    @Test
    void anActionReadsAsItWasWritten() throws JsonRejected {
        ResolveFork fork = fork(List.of(long1, witnessed(short2, 7, 9)), 1);
        assertThat(ResolveFork.read(bytes(fork))).isEqualTo(fork);
    }

    private Optional<Judgement> objection(ResolveFork fork) {
        return ForkCheck.objection(bytes(fork), any -> ancestor, Optional.of(examiner(Rule.LONGEST_VALID)));
    }

    private ResolveFork fork(List<Branch> branches, int canonical) {
        return new ResolveFork(TRAIL, ResolveFork.Ancestor.of(ancestor), branches, Rule.LONGEST_VALID, canonical);
    }

    private static Bytes bytes(ResolveFork fork) {
        return Bytes.wrap(JsonWriter.compactBytes(fork.json()));
    }

    private String problem(Branch branch) {
        return switch (examiner(Rule.LONGEST_VALID).examine(TRAIL, ancestor, branch, 0)) {
            case Finding.Good good -> "";
            case Finding.Broken broken -> broken.problem();
        };
    }

    private Branch only(TrailRecord record) {
        return Branch.of(ancestor, List.of(record), List.of());
    }

    private Branch branch(String what, int... writers) {
        return Branch.of(ancestor, records(ancestor, what, writers), List.of());
    }

    private Branch witnessed(Branch branch, long atMillis, int witness) {
        TrailEdge seen = ancestor.after(branch.records().subList(0, 1));
        return new Branch(
                branch.records(), branch.root(), List.of(Witness.sign(TRAIL, seen, atMillis, Groups.key(witness))));
    }

    private static List<TrailRecord> records(TrailEdge from, String what, int... writers) {
        List<TrailRecord> records = new ArrayList<>();
        TrailEdge edge = from;
        for (int writer : writers) {
            TrailRecord record = TrailRecord.sign(
                    new TrailRecord.Body(TRAIL, edge.size(), edge.last(), 1_000 + edge.size(), event(what)),
                    Groups.key(writer));
            records.add(record);
            edge = edge.after(record);
        }
        return records;
    }

    private static JsonObject event(String what) {
        return JsonObject.builder().put("what", what).build();
    }

    private static ForkExaminer examiner(Rule rule) {
        Map<String, Bytes> writers =
                Map.of("ann", raw(Groups.key(1)), "bob", raw(Groups.key(2)), "cy", raw(Groups.key(3)));
        return new ForkExaminer(
                new ProvenanceTerms(rule, new TreeMap<>(writers), new TreeMap<>(Map.of("wit", raw(Groups.key(9))))),
                Groups.SCHEME);
    }

    private static Bytes raw(SigningKey key) {
        return Bytes.wrap(key.verifyingKey().raw());
    }
}
