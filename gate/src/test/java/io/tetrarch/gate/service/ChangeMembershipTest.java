package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.StateRoot;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.proof.group.Role;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.SwapCharter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group of four whose seats are analytical, creative, adversarial and domain_expert. */
class ChangeMembershipTest {
    private static final Bytes NEW_KEY =
            Bytes.wrap(Groups.key(77).verifyingKey().raw());

    private final Group group = Groups.embedded();
    private final DecisionService service = DecisionService.of(group, Groups.SCHEME);
    private long asked;

    private static ChangeMembership vacate(long epoch, String seat) {
        return new ChangeMembership(epoch, seat, Optional.empty());
    }

    private static ChangeMembership rekey(long epoch, String seat, Bytes key) {
        return new ChangeMembership(epoch, seat, Optional.of(key));
    }

    private SignedRequest request(long number, String tier, String action) {
        Bytes bytes = Bytes.wrap(action.getBytes(StandardCharsets.UTF_8));
        Request request = new Request(
                group.domain(),
                new RequestId(Groups.clientKey().verifyingKey().id(), number),
                Hash.sha3(bytes.readOnlyArray()),
                new Terms("agent", tier, 1),
                new Validity(1_000, 61_000),
                Optional.empty());
        return new SignedRequest(request, Bytes.copyOf(new byte[64]), bytes);
    }

    private SignedRequest request(ChangeMembership change) {
        return request(++asked, "standard", JsonWriter.compact(change.json()));
    }

    private void approve(SignedRequest request) {
        Fixture.execute(service, new DecisionEntry(request, Outcome.APPROVED, List.of()));
    }

    private void approve(ChangeMembership change) {
        approve(request(change));
    }

    private Optional<String> objection(SignedRequest request) {
        return ChangeMembershipCheck.objection(request, service.seating(), service.roster(), service.charters())
                .map(Judgement::reasonCode);
    }

    private void assertRefused(ChangeMembership change, String reasonCode) {
        assertThat(objection(request(change))).contains(reasonCode);
        List<Bytes> before = service.seating().keys();
        approve(change);
        assertThat(service.seating().keys()).isEqualTo(before);
        assertThat(service.endsEpoch()).isFalse();
    }

    private DecisionService next() throws JsonRejected {
        Start start = new Start(service.sequence(), Fixture.hash("header"), StateRoot.of(service.snapshot()));
        Group follows = GroupFile.read(service.successor(start).toArray(), Groups.SCHEME);
        DecisionService begun = DecisionService.of(follows, Groups.SCHEME);
        begun.restore(service.snapshot());
        return begun;
    }

    @Test
    void anApprovedChangeLeavesASeatVacantAndEndsTheEpoch() throws JsonRejected {
        ChangeMembership change = vacate(2, "adversarial");
        assertThat(objection(request(change))).isEmpty();
        assertThat(service.closesPipeline(new DecisionEntry(request(change), Outcome.APPROVED, List.of())))
                .isTrue();
        approve(change);

        assertThat(service.endsEpoch()).isTrue();
        Start start = new Start(1, Fixture.hash("header"), StateRoot.of(service.snapshot()));
        Group follows = GroupFile.read(service.successor(start).toArray(), Groups.SCHEME);
        assertThat(follows.title().epoch()).isEqualTo(2);
        assertThat(follows.vacant()).containsExactly(2);
        assertThat(follows.descent().orElseThrow().start()).isEqualTo(start);
        assertThat(follows.founding()).isEqualTo(group.domain());
    }

    @Test
    void aSeatGetsAnotherKeyAndTheOthersKeepTheirs() throws JsonRejected {
        approve(rekey(2, "creative", NEW_KEY));
        List<Bytes> keys = group.replicas().stream().map(ReplicaMember::key).toList();
        assertThat(next().seating().keys()).containsExactly(keys.get(0), NEW_KEY, keys.get(2), keys.get(3));
    }

    private static ClientMember client(String name, Bytes key, Role... roles) {
        return new ClientMember(name, key, new TreeSet<>(List.of(roles)));
    }

    @Test
    void aClientJoinsWithTheNextEpoch() throws JsonRejected {
        ClientMember joining = client("ci", NEW_KEY, Role.SUBMIT, Role.EXECUTE);
        ChangeMembership change = ChangeMembership.joining(2, joining);
        assertThat(ChangeMembership.read(request(change).action())).isEqualTo(change);
        assertThat(objection(request(change))).isEmpty();
        approve(change);
        assertThat(service.endsEpoch()).isTrue();
        Start start = new Start(1, Fixture.hash("header"), StateRoot.of(service.snapshot()));
        Group follows = GroupFile.read(service.successor(start).toArray(), Groups.SCHEME);
        assertThat(follows.clients()).endsWith(joining).hasSize(group.clients().size() + 1);
        assertThat(follows.replicas()).isEqualTo(group.replicas());
        assertThat(follows.membership().submitters()).contains(joining.keyId());
        assertThat(follows.membership().executors()).contains("ci");

        DecisionService begun = next();
        assertThat(begun.snapshot()).isEqualTo(service.snapshot());
        assertThat(begun.endsEpoch()).isFalse();
        assertThat(reasons(begun, ChangeMembership.joining(3, client("other", NEW_KEY, Role.SUBMIT))))
                .contains("key-in-use");
        Bytes other = Bytes.wrap(Groups.key(78).verifyingKey().raw());
        assertThat(reasons(begun, ChangeMembership.joining(3, client("ci", other, Role.SUBMIT))))
                .contains("name-in-use");
        assertThat(reasons(begun, ChangeMembership.joining(3, client("other", other, Role.SUBMIT))))
                .isEmpty();
        assertThat(reasons(begun, rekey(3, "creative", other))).isEmpty();
    }

    @Test
    void aClientThatIsAMemberAlreadyOrHasAnUnfitKeyIsRefused() {
        assertRefused(ChangeMembership.joining(2, client("creative", NEW_KEY, Role.SUBMIT)), "name-in-use");
        assertRefused(
                ChangeMembership.joining(2, client(group.clients().getFirst().name(), NEW_KEY, Role.SUBMIT)),
                "name-in-use");
        assertRefused(
                ChangeMembership.joining(2, client("ci", group.replicas().get(1).key(), Role.SUBMIT)), "key-in-use");
        assertRefused(ChangeMembership.joining(2, client("ci", hex("01" + "00".repeat(31)), Role.SUBMIT)), "unfit-key");
        assertRefused(ChangeMembership.joining(3, client("ci", NEW_KEY, Role.SUBMIT)), "epoch-not-next");
    }

    @Test
    void theStateGoesOnInTheNextEpochAsItWas() throws JsonRejected {
        approve(vacate(2, "creative"));
        DecisionService begun = next();
        assertThat(begun.snapshot()).isEqualTo(service.snapshot());
        assertThat(begun.endsEpoch()).isFalse();
        assertThat(begun.charters().current()).isEqualTo(service.charters().current());
        assertThat(begun.isDecided(
                        new RequestId(Groups.clientKey().verifyingKey().id(), 1)))
                .isTrue();
    }

    @Test
    void whatIsDeniedOrExpiredChangesNothing() {
        Fixture.execute(service, new DecisionEntry(request(vacate(2, "creative")), Outcome.DENIED, List.of()));
        Fixture.execute(service, new DecisionEntry(request(vacate(2, "creative")), Outcome.EXPIRED, List.of()));
        assertThat(service.endsEpoch()).isFalse();
        assertThatThrownBy(() -> service.successor(new Start(1, Digest.ZERO, Digest.ZERO)))
                .hasMessage("the epoch goes on");
    }

    @Test
    void onlyTheNextEpochFollows() {
        assertRefused(vacate(1, "creative"), "epoch-not-next");
        assertRefused(vacate(3, "creative"), "epoch-not-next");
    }

    @Test
    void aSeatThatTheGroupDoesNotHaveIsRefused() {
        assertRefused(vacate(2, "phone"), "unknown-seat");
    }

    @Test
    void aKeyOfSmallOrderOrOffTheCurveIsRefused() {
        assertRefused(rekey(2, "creative", hex("01" + "00".repeat(31))), "unfit-key");
        assertRefused(rekey(2, "creative", hex("02" + "00".repeat(31))), "unfit-key");
    }

    @Test
    void aMembersKeyIsRefused() {
        assertRefused(rekey(2, "creative", group.replicas().get(3).key()), "key-in-use");
        assertRefused(rekey(2, "creative", group.replicas().get(1).key()), "key-in-use");
        assertRefused(
                rekey(
                        2,
                        "creative",
                        Bytes.wrap(Groups.observerKey().verifyingKey().raw())),
                "key-in-use");
    }

    @Test
    void aQuorumOfSeatsStaysTaken() throws JsonRejected {
        approve(vacate(2, "creative"));
        DecisionService begun = next();
        assertThat(reasons(begun, vacate(3, "adversarial"))).contains("too-few-seats");
        assertThat(reasons(begun, vacate(3, "creative"))).contains("seat-vacant");
        assertThat(reasons(begun, rekey(3, "creative", NEW_KEY))).isEmpty();
        assertThat(reasons(begun, rekey(3, "creative", group.replicas().get(1).key())))
                .contains("key-retired");
    }

    private static Optional<String> reasons(DecisionService service, ChangeMembership change) {
        return service.seating().objection(change, service.roster()).map(Judgement::reasonCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unanimous", "critical"})
    void aChangeThatWouldLockTheGroupOutOfItsOwnTierIsDenied(String tier) {
        String vacant = JsonWriter.compact(vacate(2, "adversarial").json());
        assertThat(objection(request(1, tier, vacant))).contains("locks-out");
        assertThat(objection(request(1, "standard", vacant))).isEmpty();
        String keyed = JsonWriter.compact(rekey(2, "adversarial", NEW_KEY).json());
        assertThat(objection(request(1, tier, keyed))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"change_membership\"}",
                "{\"kind\":\"change_membership\",\"epoch\":2}",
                "{\"kind\":\"change_membership\",\"epoch\":2,\"seat\":7}",
                "{\"kind\":\"change_membership\",\"epoch\":\"2\",\"seat\":\"creative\"}",
                "{\"kind\":\"change_membership\",\"epoch\":2,\"seat\":\"creative\",\"publicKey\":\"\"}",
                "{\"kind\":\"change_membership\",\"epoch\":2,\"seat\":\"creative\",\"publicKey\":null}",
                "{\"kind\":\"change_membership\",\"epoch\":2,\"seat\":\"creative\",\"key\":\"00\"}",
                "{\"kind\":\"change_membership\",\"epoch\":2"
            })
    void whatIsNoChangeDoesNothingAndDoesNoHarm(String action) {
        assertThat(objection(request(1, "standard", action))).contains("malformed-change");
        approve(request(1, "standard", action));
        assertThat(service.endsEpoch()).isFalse();
    }

    @Test
    void anActionReadsAsItWasWritten() throws JsonRejected {
        for (ChangeMembership change : List.of(vacate(2, "phone"), rekey(9, "a.b-c", NEW_KEY))) {
            assertThat(ChangeMembership.read(Bytes.wrap(JsonWriter.compactBytes(change.json()))))
                    .isEqualTo(change);
        }
    }

    /** An epoch ends once: a second change that was approved under it finds it over. */
    @Test
    void anEpochEndsByOneChangeOnly() {
        approve(vacate(2, "creative"));
        approve(request(
                2, "standard", JsonWriter.compact(rekey(3, "creative", NEW_KEY).json())));
        assertThat(service.seating().epoch()).isEqualTo(2);
    }

    @Test
    void aChangeIsAskedForUnderTheCharterInForce() {
        SwapCharter swap = new SwapCharter(
                Digest.ZERO,
                Fixture.hash("second"),
                new CharterRules(2, group.charter().rules().tiers()),
                "text");
        approve(request(1, "standard", JsonWriter.compact(swap.json())));
        SignedRequest late =
                request(2, "standard", JsonWriter.compact(vacate(2, "creative").json()));
        assertThat(service.refuses(late)).contains(Rejection.UNKNOWN_TERMS);
        assertThat(objection(late)).contains("stale-terms");
        assertThat(service.refuses(request(2, "standard", "{\"kind\":\"tool\"}")))
                .isEmpty();
    }

    /** The charter of the next group file is the one in force, and no request of that epoch may name an earlier one. */
    @Test
    void theCharterBookGoesOnWithTheVersionInForce() throws JsonRejected {
        SwapCharter swap = new SwapCharter(
                Digest.ZERO,
                Fixture.hash("second"),
                new CharterRules(2, group.charter().rules().tiers()),
                "text");
        approve(request(1, "standard", JsonWriter.compact(swap.json())));
        SignedRequest asked =
                request(2, "standard", JsonWriter.compact(vacate(2, "creative").json()));
        SignedRequest underTwo = new SignedRequest(
                new Request(
                        group.domain(),
                        asked.id(),
                        asked.request().actionHash(),
                        new Terms("agent", "standard", 2),
                        asked.request().validity(),
                        Optional.empty()),
                asked.signature(),
                asked.action());
        approve(underTwo);
        DecisionService begun = next();

        assertThat(begun.charters().base()).isEqualTo(2);
        assertThat(begun.charters().current().version()).isEqualTo(2);
        assertThat(begun.charters().version(1)).isEmpty();
        assertThat(begun.charters().standing(asked.request())).isEqualTo(CharterBook.Standing.UNKNOWN);
        assertThat(begun.charters().amendments()).hasSize(1);
    }

    /** Nobody waits for a seat that nobody has: what needs it is denied as soon as anyone looks. */
    @Test
    void aVacantSeatNeitherApprovesNorIsWaitedFor() throws JsonRejected {
        approve(vacate(2, "adversarial"));
        DecisionService begun = next();
        assertThat(begun.settle(request(5, "unanimous", "{}").request(), new TreeMap<>()))
                .contains(Outcome.DENIED);
        assertThat(begun.settle(request(5, "critical", "{}").request(), new TreeMap<>()))
                .contains(Outcome.DENIED);
        Request ordinary = request(5, "standard", "{}").request();
        assertThat(begun.settle(ordinary, new TreeMap<>())).isEmpty();
        assertThat(begun.settle(ordinary, verdicts(ordinary, 0, 1))).isEmpty();
        assertThat(begun.settle(ordinary, verdicts(ordinary, 0, 1, 2))).isEmpty();
        assertThat(begun.settle(ordinary, verdicts(ordinary, 0, 1, 3))).contains(Outcome.APPROVED);
    }

    private static TreeMap<Integer, Verdict> verdicts(Request request, int... replicas) {
        TreeMap<Integer, Verdict> verdicts = new TreeMap<>();
        for (int replica : replicas) {
            verdicts.put(replica, Fixture.verdict(request, Answer.APPROVE));
        }
        return verdicts;
    }

    @Test
    void aSnapshotOfOtherSeatsIsRefused() {
        DecisionService fixed =
                new DecisionService(group.membership(), group.charter().founding(), Groups.SCHEME);
        assertThatThrownBy(() -> fixed.restore(service.snapshot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the keys of 0 seats, found 4");
    }

    private static Bytes hex(String hex) {
        return Bytes.wrap(HexFormat.of().parseHex(hex));
    }
}
