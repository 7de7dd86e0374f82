package io.tetrarch.proof.ledger;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Entries of every form, with made-up signatures. */
final class Entries {
    static final Bytes ACTION = Bytes.wrap("{\"kind\":\"test\"}".getBytes(StandardCharsets.UTF_8));

    private Entries() {}

    static DecisionEntry decision(long number) {
        Request request = request(number, number % 2 == 0 ? Optional.empty() : Optional.of(hash("tool")));
        return new DecisionEntry(
                new SignedRequest(request, new InclusionPath(2, 3, List.of(hash("left"))), signature(1), ACTION),
                List.of(Outcome.values()).get((int) (number % 3)),
                List.of(vote(0, request, Answer.APPROVE), vote(2, request, Answer.DENY)));
    }

    static EvidenceEntry votes() {
        return new EvidenceEntry(new Evidence.ConflictingVotes(
                3,
                new Evidence.SignedVote(MessageType.PREPARE, 4, 17, hash("one"), signature(1)),
                new Evidence.SignedVote(MessageType.PREPARE, 4, 17, hash("other"), signature(2))));
    }

    static EvidenceEntry verdicts() {
        Request request = request(8, Optional.empty());
        return new EvidenceEntry(
                new Evidence.ConflictingVerdicts(vote(1, request, Answer.APPROVE), vote(1, request, Answer.ABSTAIN)));
    }

    private static Request request(long number, Optional<Digest> tool) {
        return new Request(
                new Domain(hash("group"), 3),
                new RequestId(hash("client"), number),
                Hash.sha3(ACTION.readOnlyArray()),
                new Terms(
                        "läufer",
                        "standard",
                        7,
                        number % 2 == 0
                                ? Optional.of(new Principal("agent", Optional.of("älice"), Optional.empty()))
                                : Optional.empty()),
                new Validity(1_000, 2_000),
                tool);
    }

    private static VerdictVote vote(int replica, Request request, Answer answer) {
        return new VerdictVote(
                replica,
                new Verdict(request.digest(), answer, "judge", 7, "code", "an explanation – with an accent: é"),
                new InclusionPath(1, 3, List.of(hash("left"), hash("right"))),
                signature(replica));
    }

    static Bytes signature(int seed) {
        byte[] signature = new byte[64];
        signature[0] = (byte) seed;
        return Bytes.wrap(signature);
    }

    static Digest hash(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }
}
