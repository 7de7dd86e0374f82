package io.tetrarch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EntryShape;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Header;
import io.tetrarch.pbft.message.InclusionPath;
import io.tetrarch.pbft.message.MessageType;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.pbft.message.VerdictVote;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the core takes for an entry goes over the wire and into a store and comes back, and nothing else does. */
class EntryShapeTest {
    private static final int ROUNDS = 4000;

    private final MessageCodec codec = new MessageCodec(WireLimits.of(Samples.REPLICAS));
    private final Random random = new Random(20_261_130);

    private boolean comesBack(Entry entry) {
        Batch batch = new Batch(new Header(1, Digest.ZERO, Digest.ZERO, 1, Digest.ZERO), List.of(entry));
        Signed<Body> signed = new Signed<>(0, new Body(batch), Bytes.wrap(new byte[Checks.SIGNATURE_BYTES]));
        return switch (codec.decode(codec.encode(signed))) {
            case Decoding.Decoded<Signed<?>> decoded -> {
                assertThat(decoded.value().message()).isEqualTo(signed.message());
                yield true;
            }
            case Decoding.Malformed<Signed<?>> malformed -> false;
        };
    }

    @Test
    void whatHasNoFlawComesBackAndWhatHasOneDoesNot() {
        int good = 0;
        int bad = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Entry entry = changed(new Samples(round).entry());
            boolean shaped = EntryShape.flaw(entry, Samples.REPLICAS).isEmpty();
            assertThat(comesBack(entry)).as("round %d: %s", round, entry).isEqualTo(shaped);
            good += shaped ? 1 : 0;
            bad += shaped ? 0 : 1;
        }
        assertThat(good).isGreaterThan(ROUNDS / 20);
        assertThat(bad).isGreaterThan(ROUNDS / 20);
    }

    @Test
    void verdictsOutOfOrderAreAFlaw() {
        DecisionEntry entry = decisionWithVerdicts();
        List<VerdictVote> turned = new ArrayList<>(entry.verdicts());
        Collections.reverse(turned);
        assertThat(EntryShape.flaw(entry, Samples.REPLICAS)).isEmpty();
        assertThat(EntryShape.flaw(new DecisionEntry(entry.request(), entry.outcome(), turned), Samples.REPLICAS))
                .hasValueSatisfying(flaw -> assertThat(flaw).contains("ascending order"));
    }

    private static DecisionEntry decisionWithVerdicts() {
        for (long seed = 0; ; seed++) {
            Samples samples = new Samples(seed);
            DecisionEntry entry = samples.decision(samples.request());
            if (entry.verdicts().size() > 1) {
                return entry;
            }
        }
    }

    /** In one place, to something that may or may not be one. */
    private Entry changed(Entry entry) {
        return switch (entry) {
            case DecisionEntry decision -> changed(decision);
            case EvidenceEntry conviction -> new EvidenceEntry(changed(conviction.evidence()));
        };
    }

    private DecisionEntry changed(DecisionEntry entry) {
        List<VerdictVote> verdicts = new ArrayList<>(entry.verdicts());
        SignedRequest request = entry.request();
        Outcome outcome = entry.outcome();
        switch (random.nextInt(6)) {
            case 0 -> Collections.shuffle(verdicts, random);
            case 1 -> verdicts.replaceAll(this::changed);
            case 2 -> verdicts.addAll(entry.verdicts());
            case 3 -> request = changed(request);
            case 4 -> verdicts.removeIf(vote -> random.nextBoolean());
            default -> outcome = Outcome.DENIED;
        }
        return new DecisionEntry(request, outcome, verdicts);
    }

    private SignedRequest changed(SignedRequest signed) {
        Request request = signed.request();
        Request other = new Request(
                new Domain(request.domain().groupId(), number()),
                new RequestId(request.id().client(), number()),
                request.actionHash(),
                new Terms(text(), text(), number()),
                new Validity(number(), number()),
                request.toolDefinition());
        return new SignedRequest(other, path(), signed.signature(), signed.action());
    }

    private VerdictVote changed(VerdictVote vote) {
        Verdict verdict = vote.verdict();
        return switch (random.nextInt(4)) {
            case 0 -> new VerdictVote(random.nextInt(7) - 2, verdict, vote.path(), vote.signature());
            case 1 -> new VerdictVote(vote.replica(), verdict, path(), vote.signature());
            case 2 ->
                new VerdictVote(
                        vote.replica(),
                        new Verdict(verdict.request(), Answer.ABSTAIN, text(), number(), text(), text()),
                        vote.path(),
                        vote.signature());
            default ->
                new VerdictVote(
                        vote.replica(),
                        new Verdict(Digest.ZERO, Answer.ABSTAIN, "j", 1, "r", "e"),
                        vote.path(),
                        vote.signature());
        };
    }

    private Evidence changed(Evidence evidence) {
        return switch (evidence) {
            case Evidence.ConflictingVotes votes ->
                new Evidence.ConflictingVotes(
                        random.nextInt(7) - 2,
                        changed(votes.first()),
                        random.nextBoolean() ? votes.second() : votes.first());
            case Evidence.ConflictingVerdicts verdicts ->
                new Evidence.ConflictingVerdicts(
                        random.nextBoolean() ? verdicts.first() : changed(verdicts.first()), verdicts.second());
        };
    }

    private Evidence.SignedVote changed(Evidence.SignedVote vote) {
        return random.nextBoolean()
                ? vote
                : new Evidence.SignedVote(
                        MessageType.COMMIT, number(), vote.sequence(), vote.digest(), vote.signature());
    }

    private InclusionPath path() {
        return new InclusionPath(number(), number(), Collections.nCopies(random.nextInt(3) * 40, Digest.ZERO));
    }

    private long number() {
        return random.nextInt(12) == 0 ? -1 - random.nextInt(5) : random.nextInt(1000);
    }

    private String text() {
        return "\u884C".repeat(random.nextInt(12) == 0 ? 1366 : random.nextInt(1366));
    }
}
