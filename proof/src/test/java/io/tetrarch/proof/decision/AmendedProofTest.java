package io.tetrarch.proof.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.crypto.authentication.RequestSigner;
import io.tetrarch.crypto.dsse.Envelope;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.group.Groups;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.proof.rule.TierRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Decisions under charter 3, to which two swaps led from charter 1 of the group file. */
class AmendedProofTest {
    private final Round round = Round.embedded();
    private long sequence;

    private final DecisionProof.Amendment toTwo = swap(1, 2, 1, Outcome.APPROVED, "AAA-");
    private final DecisionProof.Amendment toThree = swap(2, 3, 2, Outcome.APPROVED, "AAAA");
    private final DecisionProof proof = underThree("AAAA").with(List.of(toTwo, toThree));

    @Test
    void aDecisionUnderALaterCharterIsProvenByTheGroupFileAlone() {
        assertThat(Altered.proven(round, proof).request().terms().charterVersion())
                .isEqualTo(3);
    }

    /** Charter 3 says that the tier takes four; charter 1 was content with three. */
    @Test
    void theOutcomeFollowsFromTheLaterChartersTier() {
        assertFailed(underThree("AAA-").with(List.of(toTwo, toThree)), Check.OUTCOME, "neither APPROVED nor DENIED");
    }

    @Test
    void aFileHoldsTheAmendments() throws JsonRejected {
        assertThat(ProofFile.read(ProofFile.writeBytes(proof))).isEqualTo(proof);
    }

    @Test
    void aMissingAmendmentIsNamed() {
        assertFailed(
                proof.with(List.of()),
                Check.AMENDMENTS,
                "the request names charter 3; from the group's, 1, the amendments lead to 1");
        assertFailed(proof.with(List.of(toTwo)), Check.AMENDMENTS, "the amendments lead to 2");
        assertFailed(
                proof.with(List.of(toThree)), Check.AMENDMENTS, "amendment 1: amendments: the request names charter 2");
    }

    @Test
    void amendmentsThatLeadTooFarAreRefused() {
        DecisionProof old = prove(round.entry(round.request(50), Outcome.APPROVED, "AAA-"));
        assertThat(Altered.proven(round, old).request().terms().charterVersion())
                .isEqualTo(1);
        assertFailed(old.with(List.of(toTwo)), Check.AMENDMENTS, "the request names charter 1");
    }

    @Test
    void amendmentsInAnotherOrderOrTwiceAreRefused() {
        assertFailed(proof.with(List.of(toThree, toTwo)), Check.AMENDMENTS, "amendment 1");
        assertFailed(proof.with(List.of(toTwo, toTwo, toThree)), Check.AMENDMENTS, "amendment 2");
    }

    /** A group cannot be led back to a version it had. */
    @Test
    void aRewoundAmendmentIsRefused() {
        DecisionProof.Amendment back = swap(3, 1, 3, Outcome.APPROVED, "AAAA");
        assertFailed(
                proof.with(List.of(toTwo, toThree, back)),
                Check.AMENDMENTS,
                "amendment 3: it is no swap that follows on charter 3");
    }

    @Test
    void aSwapThatWasDeniedIsRefused() {
        assertFailed(
                proof.with(List.of(swap(3, 2, 1, Outcome.DENIED, "DD--"), toThree)),
                Check.AMENDMENTS,
                "amendment 1: it was not approved: DENIED");
    }

    @Test
    void aSwapWithoutAQuorumOfApprovalsIsRefused() {
        assertFailed(
                proof.with(List.of(swap(3, 2, 1, Outcome.APPROVED, "AA--"), toThree)),
                Check.AMENDMENTS,
                "amendment 1: outcome: ");
    }

    @Test
    void anApprovedActionOfAnotherKindIsNoAmendment() {
        DecisionProof.Amendment other =
                prove(round.entry(round.request(60), Outcome.APPROVED, "AAA-")).asAmendment();
        assertFailed(
                proof.with(List.of(other, toThree)),
                Check.AMENDMENTS,
                "amendment 1: it is no swap that follows on charter 1");
    }

    @Test
    void aForgedAmendmentIsRefused() {
        Bytes forged = Bytes.wrap(new String(toTwo.action().toArray(), StandardCharsets.UTF_8)
                .replace("\"approvals\":4", "\"approvals\":3")
                .getBytes(StandardCharsets.UTF_8));
        assertFailed(
                proof.with(List.of(new DecisionProof.Amendment(toTwo.entry(), forged, toTwo.certified()), toThree)),
                Check.AMENDMENTS,
                "amendment 1: action: ");
        assertFailed(
                proof.with(List.of(
                        new DecisionProof.Amendment(toTwo.entry(), toTwo.action(), toThree.certified()), toThree)),
                Check.AMENDMENTS,
                "amendment 1: inclusion: ");
        DecisionProof.Certified few = new DecisionProof.Certified(
                toTwo.certified().inclusion(),
                toTwo.certified().header(),
                new Envelope(
                        toTwo.certified().commit().payloadType(),
                        toTwo.certified().commit().payload(),
                        toTwo.certified().commit().signatures().subList(0, 2)));
        assertFailed(
                proof.with(List.of(new DecisionProof.Amendment(toTwo.entry(), toTwo.action(), few), toThree)),
                Check.AMENDMENTS,
                "amendment 1: signatures: 2 replicas signed, 3 are needed");
        assertFailed(
                proof.with(
                        List.of(new DecisionProof.Amendment(Bytes.EMPTY, toTwo.action(), toTwo.certified()), toThree)),
                Check.AMENDMENTS,
                "amendment 1: the entry's encoding is malformed");
    }

    @Test
    void anEmptyListOfAmendmentsIsNoSecondFormOfAProof() {
        String file = ProofFile.write(round.approved());
        String with = file.substring(0, file.lastIndexOf('}')) + ",\"amendments\":[]}";
        assertThatThrownBy(() -> ProofFile.read(with.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected at least one amendment");
    }

    private DecisionProof underThree(String answers) {
        Request request = round.request(70, new Terms("agent", "standard", 3), new Validity(1_000, 61_000));
        return prove(round.entry(request, Outcome.APPROVED, answers));
    }

    private DecisionProof.Amendment swap(long number, long version, long under, Outcome outcome, String answers) {
        SwapCharter swap = new SwapCharter(charter(under), charter(version), rules(version), "text " + version);
        Bytes action = Bytes.wrap(JsonWriter.compactBytes(swap.json()));
        Request request = new Request(
                round.group.domain(),
                new RequestId(Groups.clientKey().verifyingKey().id(), number),
                Hash.sha3(action.readOnlyArray()),
                new Terms("agent", "standard", under),
                new Validity(1_000, 61_000),
                Optional.empty());
        DecisionEntry entry = new DecisionEntry(
                new RequestSigner(Groups.clientKey()).sign(request, action), outcome, round.votes(request, answers));
        return prove(entry).asAmendment();
    }

    private DecisionProof prove(DecisionEntry entry) {
        Header header = round.append(++sequence, entry);
        return round.proof(entry, header.ledgerSize() - 1, header, 0, 1, 2);
    }

    private static Digest charter(long version) {
        return version == 1 ? Digest.ZERO : Hash.sha3(new byte[] {(byte) version});
    }

    /** The group file's charter takes three; the later ones take four. */
    private static CharterRules rules(long version) {
        return new CharterRules(version, new TreeMap<>(Map.of("standard", TierRule.of(4))));
    }

    private void assertFailed(DecisionProof bad, Check check, String explanation) {
        Altered.assertFailed(round, bad, check, explanation);
    }
}
