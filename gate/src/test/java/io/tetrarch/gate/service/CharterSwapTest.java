package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.SystemKind;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Version 7 is in force at first; requests begin at 1000 ms and swaps are due by 61000 ms. */
class CharterSwapTest {
    private final DecisionService service = Fixture.service();

    @Test
    void anApprovedSwapIsInForceFromTheNextBatchOn() {
        execute(swap(1, 8, 7));

        assertThat(service.charters().current().version()).isEqualTo(8);
        assertThat(service.charters().current().file().toString()).isNotEmpty();
        assertThat(refusal(ordinary(2, 8, 1_000))).isEmpty();
        assertThat(service.charters().amendments())
                .extracting(CharterBook.Amendment::version, CharterBook.Amendment::ledgerIndex)
                .containsExactly(tuple(8L, 0L));
    }

    @Test
    void itClosesThePipeline() {
        assertThat(service.closesPipeline(Fixture.decision(1))).isFalse();
        assertThat(service.closesPipeline(entry(swap(1, 8, 7), Outcome.APPROVED)))
                .isTrue();
        assertThat(service.closesPipeline(entry(swap(1, 8, 7), Outcome.DENIED))).isFalse();
    }

    @Test
    void aSwapThatWasNotApprovedChangesNothing() {
        Fixture.execute(service, entry(swap(1, 8, 7), Outcome.DENIED), entry(swap(2, 8, 7), Outcome.EXPIRED));
        assertThat(service.charters().current().version()).isEqualTo(7);
    }

    @Test
    void requestsInFlightAreDecidedUnderTheVersionTheyName() {
        execute(swap(1, 8, 7));
        Request before = ordinary(2, 7, 1_000).request();
        assertThat(refusal(ordinary(2, 7, 1_000))).isEmpty();
        assertThat(service.settle(before, new TreeMap<>())).isEmpty();
        assertThat(service.charters().version(7).orElseThrow().rules()).isEqualTo(Fixture.charter());
    }

    /** The grace ends with the deadline of the request that brought the swap. */
    @Test
    void aRequestThatBeginsLaterMustNameTheVersionInForce() {
        execute(swap(1, 8, 7));
        assertThat(refusal(ordinary(2, 7, 61_000))).isEmpty();
        assertThat(refusal(ordinary(2, 7, 61_001))).contains(Rejection.UNKNOWN_TERMS);
        assertThat(refusal(ordinary(2, 8, 61_001))).isEmpty();
    }

    @Test
    void aVersionThatIsOnItsWayIsEarlyAndAnyOtherUnknown() {
        assertThat(refusal(ordinary(1, 8, 1_000))).contains(Rejection.EARLY);
        assertThat(refusal(ordinary(1, 9, 1_000))).contains(Rejection.UNKNOWN_TERMS);
    }

    @Test
    void onlyTheLastVersionsAreKept() {
        for (int version = 8; version <= 11; version++) {
            execute(swap(version, version, version - 1));
        }
        assertThat(service.charters().kept())
                .extracting(CharterVersion::version)
                .containsExactly(8L, 9L, 10L, 11L);
        assertThat(refusal(ordinary(20, 7, 1_000))).contains(Rejection.UNKNOWN_TERMS);
        assertThat(refusal(ordinary(20, 8, 1_000))).isEmpty();
    }

    @Test
    void versionsNeverRewindOrSkip() {
        execute(swap(1, 8, 7));
        execute(swap(2, 7, 8));
        execute(swap(3, 8, 8));
        execute(swap(4, 10, 8));
        assertThat(service.charters().current().version()).isEqualTo(8);
        assertThat(service.charters().amendments()).hasSize(1);
    }

    @Test
    void aRollBackIsAnotherSwap() {
        execute(swap(1, 8, 7));
        execute(swap(2, 9, 8));
        assertThat(service.charters().current().rules().tiers())
                .isEqualTo(service.charters().version(7).orElseThrow().rules().tiers());
        assertThat(service.charters().current().version()).isEqualTo(9);
    }

    /** Two were approved of the charter in force at once; the one that comes later in the ledger finds it gone. */
    @Test
    void ofTwoSwapsToOneVersionTheSecondIsRefused() {
        SignedRequest second = swap(2, 8, 7);
        assertThat(refusal(second)).isEmpty();
        execute(swap(1, 8, 7));
        assertThat(refusal(second)).contains(Rejection.UNKNOWN_TERMS);
    }

    @Test
    void aSwapWithAStaleParentChangesNothing() {
        SwapCharter stale = new SwapCharter(Fixture.hash("other"), charter(8), rules(8), "text");
        execute(signed(1, 7, Bytes.wrap(JsonWriter.compactBytes(stale.json()))));
        assertThat(service.charters().current().version()).isEqualTo(7);
    }

    @Test
    void whatIsNoSwapChangesNothingAndDoesNoHarm() {
        List<String> actions = List.of(
                "{\"kind\":\"swap_charter\"}",
                "{\"kind\":\"swap_charter\",\"version\":8}",
                "{\"kind\":\"swap_charter\"",
                action(8, 7).replace("\"approvals\":3", "\"approvals\":2"),
                action(8, 7).replace("\"approvals\":3", "\"approvals\":5"),
                action(8, 7).replace("\"named\":[2]", "\"named\":[4]"),
                action(8, 7).replace("\"named\":[2]", "\"named\":[2,2]"),
                action(8, 7).replace("\"name\":\"standard\"", "\"name\":\"a\""),
                action(8, 7).replace("\"text 8\"", "7"),
                action(8, 7).replace("\"text 8\"", "\"" + "x".repeat(Bounds.CHARTER_BYTES + 1) + "\""));
        byte[] before = rootedCharters();
        for (int i = 0; i < actions.size(); i++) {
            execute(signed(1 + i, 7, Bytes.wrap(actions.get(i).getBytes(StandardCharsets.UTF_8))));
        }
        assertThat(service.charters().current().version()).isEqualTo(7);
        assertThat(rootedCharters()).isEqualTo(before);
    }

    @Test
    void theBookIsPartOfTheSnapshot() {
        execute(swap(1, 8, 7));
        execute(swap(2, 9, 8));
        DecisionService copy = Fixture.service();
        copy.restore(service.snapshot());
        assertThat(copy.charters()).isEqualTo(service.charters());
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
    }

    @Test
    void anActionReadsAsItWasWritten() throws Exception {
        SwapCharter swap = new SwapCharter(charter(7), charter(8), rules(8), "version: 8\n\"ü\"");
        assertThat(SwapCharter.read(Bytes.wrap(JsonWriter.compactBytes(swap.json()))))
                .isEqualTo(swap);
        assertThat(SystemKind.of(Bytes.wrap(JsonWriter.compactBytes(swap.json()))))
                .contains(SystemKind.SWAP_CHARTER);
        assertThat(SystemKind.of(Bytes.EMPTY)).isEmpty();
    }

    private byte[] rootedCharters() {
        Encoder encoder = new Encoder();
        service.charters().encode(encoder);
        return encoder.toArray();
    }

    private void execute(SignedRequest request) {
        Fixture.execute(service, entry(request, Outcome.APPROVED));
    }

    private Optional<Rejection> refusal(SignedRequest request) {
        return service.refuses(request);
    }

    private static DecisionEntry entry(SignedRequest request, Outcome outcome) {
        return new DecisionEntry(request, outcome, List.of());
    }

    private static SignedRequest ordinary(long number, long version, long beginMillis) {
        Request request = Fixture.request(
                number, new Terms("runner", "standard", version), new Validity(beginMillis, beginMillis + 60_000));
        return new SignedRequest(request, Bytes.copyOf(new byte[64]), Bytes.EMPTY);
    }

    /** A swap to a version, asked for under another; its parent is the charter of that one. */
    private static SignedRequest swap(long number, long version, long under) {
        return signed(number, under, Bytes.wrap(action(version, under).getBytes(StandardCharsets.UTF_8)));
    }

    private static String action(long version, long under) {
        return JsonWriter.compact(
                new SwapCharter(charter(under), charter(version), rules(version), "text " + version).json());
    }

    private static SignedRequest signed(long number, long version, Bytes action) {
        Request request = new Request(
                Fixture.DOMAIN,
                new RequestId(Fixture.CLIENT, number),
                Hash.sha3(action.readOnlyArray()),
                new Terms("runner", "standard", version),
                Fixture.VALID,
                Optional.empty());
        return new SignedRequest(request, Bytes.copyOf(new byte[64]), action);
    }

    private static Digest charter(long version) {
        return version == 7 ? Fixture.hash("charter") : Fixture.hash("charter " + version);
    }

    private static CharterRules rules(long version) {
        return new CharterRules(
                version,
                new TreeMap<>(Map.of(
                        "standard", TierRule.of(3),
                        "unanimous", TierRule.of(4),
                        "named", new TierRule(3, new TreeSet<>(List.of(2))))));
    }
}
