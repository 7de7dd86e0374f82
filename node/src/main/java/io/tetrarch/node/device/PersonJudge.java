package io.tetrarch.node.device;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.judge.PatientJudge;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.bound.Bounds;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A person with a paired device. Waits until the device has signed an answer; without one it abstains, so that nothing
 * is ever approved by waiting.
 */
public final class PersonJudge implements PatientJudge {
    private static final String NO_ANSWER = "no-answer";

    private static final Judgement NO_REQUEST =
            new Judgement(Answer.ABSTAIN, NO_ANSWER, "A person is asked about requests only.");

    /** Waits no longer than this itself; the tier's limit ends it sooner. */
    private static final long LONGEST_MILLIS = Bounds.REQUEST_LIFE_MILLIS;

    private final JudgeSpec.Person spec;
    private final Digest digest;
    private final Approvals approvals;

    /** @param digest of what the charter says of this judge */
    public PersonJudge(JudgeSpec.Person spec, Digest digest, Approvals approvals) {
        this.spec = spec;
        this.digest = digest;
        this.approvals = approvals;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public Digest policyDigest() {
        return digest;
    }

    @Override
    public Runnable ask(Case subject, Consumer<Judgement> answer) {
        SignedRequest request = subject.request().orElse(null);
        if (request == null) {
            answer.accept(NO_REQUEST);
            return () -> {};
        }
        return approvals.put(
                spec.name(), spec.device(), request, LONGEST_MILLIS, signed -> answer.accept(judgement(signed)));
    }

    @Override
    public Judgement judge(Case subject) {
        SignedRequest request = subject.request().orElse(null);
        if (request == null) {
            return NO_REQUEST;
        }
        try {
            return approvals
                    .ask(spec.name(), spec.device(), request, LONGEST_MILLIS)
                    .map(this::judgement)
                    .orElseGet(() -> new Judgement(
                            Answer.ABSTAIN, NO_ANSWER, "No answer came from " + spec.device() + " in time."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Judgement(Answer.ABSTAIN, NO_ANSWER, "No answer came from " + spec.device() + " in time.");
        }
    }

    /** The signature stands in the verdict, so that the ledger shows what the device signed. */
    private Judgement judgement(Approvals.Signed signed) {
        String evidence =
                " (device-answer at " + signed.answer().answeredMillis() + ", signature " + signed.signature() + ")";
        return switch (signed.answer().answer()) {
            case APPROVE ->
                new Judgement(
                        Answer.APPROVE, "person-approved", "Approved by a person on " + spec.device() + evidence + ".");
            case DENY ->
                new Judgement(Answer.DENY, "person-denied", "Denied by a person on " + spec.device() + evidence + ".");
            case ABSTAIN -> throw new IllegalStateException("a person approves or denies");
        };
    }

    /** For a charter's judges that are people. */
    public static Optional<Judge> of(JudgeSpec spec, Charter charter, Approvals approvals) {
        return spec instanceof JudgeSpec.Person person
                ? Optional.of(new PersonJudge(person, charter.specDigest(spec), approvals))
                : Optional.empty();
    }
}
