package io.tetrarch.proof.decision;

import io.tetrarch.crypto.authentication.MessageSigner;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.proof.group.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Entries that a quorum certified although no honest replica would have: what the checks behind the inclusion are for. */
final class EntryVectors {
    private static final Digest OTHER = Hash.sha3(new byte[] {9});

    private final Vectors vectors;

    private EntryVectors(Vectors vectors) {
        this.vectors = vectors;
    }

    static void add(Vectors vectors) {
        EntryVectors entries = new EntryVectors(vectors);
        entries.encodings();
        entries.requests();
        entries.verdicts();
        entries.shapes();
        entries.outcomes();
        entries.deadlines();
    }

    private void encodings() {
        byte[] good = vectors.draft(Vectors.PLAIN).entry().encoded();
        int request = 5;
        int toolFlag = request + 40 + 32 + 8 + 32 + 4 + 5 + 4 + 8 + 8 + 8 + 8;
        int way = toolFlag + 1;
        int outcome = way + 8 + 8 + 4 + 4 + 64;
        int verdict = outcome + 1 + 4;
        int judge = verdict + 4 + 32 + 1 + 4;
        encoding("kind-0", bytes -> set(bytes, 0, 0));
        encoding("kind-2", bytes -> set(bytes, 0, 2));
        encoding("kind-3", bytes -> set(bytes, 0, 3));
        encoding("flag-2", bytes -> set(bytes, toolFlag, 2));
        encoding("flag-1-without-a-digest", bytes -> set(bytes, toolFlag, 1));
        encoding("outcome-3", bytes -> set(bytes, outcome, 3));
        encoding("outcome-255", bytes -> set(bytes, outcome, 255));
        encoding("answer-3", bytes -> set(bytes, verdict + 36, 3));
        encoding("replica-2-31", bytes -> set(bytes, verdict, 0x80));
        encoding("judge-that-is-no-utf-8", bytes -> set(bytes, judge, 0xff));
        encoding("executor-that-is-no-utf-8", bytes -> set(bytes, request + 40 + 32 + 8 + 32 + 4, 0xc3));
        encoding("one-byte-more", bytes -> Arrays.copyOf(bytes, bytes.length + 1));
        encoding("request-longer-than-its-fields", bytes -> set(bytes, 4, bytes[4] + 1));
        encoding("request-shorter-than-its-fields", bytes -> set(bytes, 4, bytes[4] - 1));
        encoding("request-longer-than-all", bytes -> set(bytes, 1, 0x7f));
        encoding("more-verdicts-than-there-are", bytes -> set(bytes, outcome + 4, 4));
        encoding("fewer-verdicts-than-there-are", bytes -> set(bytes, outcome + 4, 2));
        encoding("a-count-of-2-31", bytes -> set(bytes, outcome + 1, 0x80));
        encoding("nothing", bytes -> new byte[0]);
        encoding("kind-alone", bytes -> Arrays.copyOf(bytes, 1));
        for (int length = 4; length < good.length; length += 37) {
            int cut = length;
            encoding("cut-at-" + cut, bytes -> Arrays.copyOf(bytes, cut));
        }
        vectors.bad(
                "entry-shown-is-of-another-outcome",
                Check.ENTRY,
                draft -> draft.encoded = bytes -> set(bytes, outcome, 1));
        vectors.bad(
                "entry-shown-is-of-another-replica",
                Check.ENTRY,
                draft -> draft.encoded = bytes -> set(bytes, verdict + 3, 1));
    }

    private void encoding(String name, UnaryOperator<byte[]> change) {
        vectors.bad("encoding-" + name, Check.ENTRY, draft -> draft.encoded = bytes -> change.apply(bytes.clone()));
    }

    private static byte[] set(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private void bad(String name, Check check, boolean walks, Consumer<Draft> change) {
        vectors.bad(name, check, change);
        if (walks) {
            vectors.walkLast();
        }
    }

    private void requests() {
        bad("another-action", Check.ACTION, true, draft -> draft.actionHash = java.util.Optional.of(OTHER));
        bad("request-to-another-group", Check.REQUEST, true, draft -> draft.domain = new Domain(OTHER, 1));
        bad("request-to-another-epoch", Check.REQUEST, true, draft -> draft.domain = new Domain(draft.group.id(), 2));
        bad("client-of-another-group", Check.REQUEST, true, draft -> draft.client = Groups.key(77));
        bad("client-that-may-not-submit", Check.REQUEST, false, draft -> draft.client = Groups.observerKey());
        bad("client-that-is-a-replica", Check.REQUEST, true, draft -> draft.client = Groups.replicaKey(0));
        bad(
                "signed-by-another-client",
                Check.REQUEST,
                true,
                draft -> draft.signed = each -> new SignedRequest(
                        each.request(),
                        each.path(),
                        Bytes.wrap(Groups.observerKey().sign(new byte[1])),
                        each.action()));
        bad("executor-of-another-group", Check.REQUEST, false, draft -> draft.executor = "nobody");
        bad("executor-without-the-role", Check.REQUEST, false, draft -> draft.executor = "observer");
        bad("executor-that-is-a-replica", Check.REQUEST, false, draft -> draft.executor = "analytical");
        bad("executor-of-no-name", Check.REQUEST, false, draft -> draft.executor = "");
        path("another-index", new InclusionPath(1, 2, List.of()));
        path("an-index-as-high-as-the-size", new InclusionPath(1, 1, List.of()));
        path("a-size-of-0", new InclusionPath(0, 0, List.of()));
        path("a-size-above-2-63", new InclusionPath(0, -1, Collections.nCopies(64, Digest.ZERO)));
        path("an-index-above-2-63", new InclusionPath(-2, -1, Collections.nCopies(64, Digest.ZERO)));
        path("one-hash-too-many", new InclusionPath(0, 1, List.of(Digest.ZERO)));
        path("another-sibling", new InclusionPath(0, 2, List.of(Digest.ZERO)));
    }

    private void path(String name, InclusionPath path) {
        bad(
                "request-with-" + name,
                Check.REQUEST,
                false,
                draft -> draft.signed =
                        each -> new SignedRequest(each.request(), path, each.signature(), each.action()));
        bad(
                "verdict-with-" + name,
                Check.VERDICTS,
                false,
                draft -> draft.votes = votes ->
                        first(votes, each -> new VerdictVote(each.replica(), each.verdict(), path, each.signature())));
    }

    private static List<VerdictVote> first(List<VerdictVote> votes, UnaryOperator<VerdictVote> change) {
        List<VerdictVote> changed = new ArrayList<>(votes);
        changed.set(0, change.apply(changed.getFirst()));
        return changed;
    }

    private void verdicts() {
        bad("verdicts-in-descending-order", Check.VERDICTS, true, draft -> draft.votes = List::reversed);
        bad(
                "verdict-there-twice",
                Check.VERDICTS,
                true,
                draft -> draft.votes = votes -> List.of(votes.get(0), votes.get(0), votes.get(1), votes.get(2)));
        bad(
                "verdict-of-a-fifth-replica",
                Check.VERDICTS,
                true,
                draft -> draft.votes = votes -> {
                    List<VerdictVote> more = new ArrayList<>(votes);
                    more.add(draft.vote(4, draft.request(), Answer.APPROVE));
                    return more;
                });
        bad(
                "verdict-signed-by-another",
                Check.VERDICTS,
                true,
                draft -> draft.votes = votes -> first(
                        votes,
                        each -> new VerdictVote(
                                0, each.verdict(), each.path(), votes.get(1).signature())));
        bad(
                "verdict-of-another-answer",
                Check.VERDICTS,
                true,
                draft -> draft.votes = votes -> first(
                        votes,
                        each -> new VerdictVote(0, of(each.verdict(), Answer.DENY), each.path(), each.signature())));
        verdictsOnOthers();
    }

    private void verdictsOnOthers() {
        bad(
                "verdict-on-another-request",
                Check.VERDICTS,
                true,
                draft -> draft.verdict = each -> new Verdict(
                        OTHER,
                        each.answer(),
                        each.judge(),
                        each.charterVersion(),
                        each.reasonCode(),
                        each.explanation()));
        bad(
                "verdict-in-another-epoch",
                Check.VERDICTS,
                false,
                draft -> draft.votes = votes -> first(votes, each -> {
                    Verdicts alone = new Verdicts(List.of(each.verdict()));
                    return alone.votes(
                                    0,
                                    new MessageSigner(Groups.replicaKey(0), new Domain(draft.group.id(), 2))
                                            .sign(alone))
                            .getFirst();
                }));
        vectors.bad("verdict-of-a-vacant-seat", "second-epoch", Check.VERDICTS, draft -> draft.answers = "AAAA");
    }

    private static Verdict of(Verdict each, Answer answer) {
        return new Verdict(
                each.request(), answer, each.judge(), each.charterVersion(), each.reasonCode(), each.explanation());
    }

    /** Bounds of an entry, wherever it is met. */
    private void shapes() {
        String long4097 = "x".repeat(4097);
        shape("number-of-2-63", draft -> draft.number = Long.MIN_VALUE);
        shape("charter-of-2-63", draft -> draft.charter = Long.MIN_VALUE);
        shape("beginning-of-2-63", draft -> draft.validity = new Validity(-1, 61_000));
        shape("deadline-of-2-63", draft -> draft.validity = new Validity(1_000, -1));
        shape("tier-of-4097-bytes", draft -> draft.tier = long4097);
        shape("tier-of-4098-bytes-and-2049-letters", draft -> draft.tier = "\u00e9".repeat(2049));
        shape(
                "judge-of-4097-bytes",
                draft -> draft.verdict = each -> new Verdict(each.request(), each.answer(), long4097, 1, "r", "e"));
        shape(
                "reason-of-4097-bytes",
                draft -> draft.verdict = each -> new Verdict(each.request(), each.answer(), "j", 1, long4097, "e"));
        shape(
                "explanation-of-4097-bytes",
                draft -> draft.verdict = each -> new Verdict(each.request(), each.answer(), "j", 1, "r", long4097));
        shape(
                "verdict-by-charter-2-63",
                draft -> draft.verdict =
                        each -> new Verdict(each.request(), each.answer(), "j", Long.MIN_VALUE, "r", "e"));
    }

    private void shape(String name, Consumer<Draft> change) {
        vectors.bad("shape-" + name, Check.VERDICTS, change);
    }

    private void outcomes() {
        for (String answers :
                List.of("AAA-", "AA-A", "AA--", "AAD-", "DD--", "DDA-", "NN--", "----", "D---", "AAAA", "A-NN")) {
            for (String tier : List.of("standard", "critical", "unanimous")) {
                for (Outcome outcome : Outcome.values()) {
                    outcome(tier, answers, outcome);
                }
            }
        }
        vectors.bad("tier-of-no-charter", Check.OUTCOME, draft -> draft.tier = "other");
        vectors.bad("tier-of-another-case", Check.OUTCOME, draft -> draft.tier = "Standard");
        vectors.bad(
                "receipt-without-a-quorum",
                Check.OUTCOME,
                draft -> GoodVectors.set(draft, "receipt", "AA--", Outcome.APPROVED));
        bad(
                "verdicts-by-another-charter",
                Check.OUTCOME,
                true,
                draft -> draft.verdict = each -> new Verdict(each.request(), each.answer(), each.judge(), 2, "r", "e"));
        vectors.bad(
                "approved-without-the-vacant-seat",
                "second-epoch",
                Check.OUTCOME,
                draft -> GoodVectors.set(draft, "critical", "AA-A", Outcome.APPROVED));
        vectors.bad(
                "expired-without-the-vacant-seat",
                "second-epoch",
                Check.OUTCOME,
                draft -> GoodVectors.set(draft, "unanimous", "----", Outcome.EXPIRED));
        vectors.bad(
                "approved-by-judges-not-accepted",
                "pinned",
                Check.OUTCOME,
                PinnedJudgesTest.proof(PinnedJudgesTest.pinnedRound(), Outcome.APPROVED, 1, 1, 0, 0));
        vectors.walkLast();
        vectors.bad("approved-by-judges-of-no-digest", "pinned", Check.OUTCOME, draft -> {});
    }

    /** One proof of each outcome that does not follow; which does, the good vectors say. */
    private void outcome(String tier, String answers, Outcome outcome) {
        Draft draft = vectors.draft(Vectors.PLAIN);
        GoodVectors.set(draft, tier, answers, outcome);
        DecisionProof proof = draft.proof();
        if (new ProofVerifier(draft.group, Groups.SCHEME).verify(proof) instanceof Verification.NotAuthentic not
                && not.check() == Check.OUTCOME
                && (outcome == Outcome.APPROVED || tier.equals("standard"))) {
            vectors.bad(
                    "not-" + outcome.name().toLowerCase(java.util.Locale.ROOT) + "-" + tier + "-"
                            + answers.replace('-', 'o'),
                    Vectors.PLAIN,
                    Check.OUTCOME,
                    proof);
            if (tier.equals("standard") && outcome == Outcome.APPROVED && answers.startsWith("AA")) {
                vectors.walkLast();
            }
        }
    }

    private void deadlines() {
        long longest = Constants.DEFAULT.requestLifeMillis();
        for (long[] each : new long[][] {
            {1_000, 1_000}, {1_000, 999}, {1_000, 0}, {0, 0}, {0, longest + 1}, {5, longest + 6}, {0, Long.MAX_VALUE}
        }) {
            vectors.bad(
                    "deadline-from-" + each[0] + "-to-" + each[1],
                    Check.DEADLINE,
                    draft -> draft.validity = new Validity(each[0], each[1]));
        }
    }
}
