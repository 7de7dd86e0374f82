package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.gate.service.Asked;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Terms;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What a charter itself says to a request, before its judge is asked. Every replica finds it for itself, and what one
 * finds binds no other. For any number of threads.
 */
public final class Admission {

    /** What a verdict names as its judge when the charter itself speaks. */
    public static final String JUDGE = "built-in/charter";

    /** The reason for what only a person may decide, where no person has a seat. */
    public static final String TAKES_A_PERSON = "takes-a-person";

    /** The reason for what the person that sits here asks for themselves. */
    public static final String OWN_REQUEST = "own-request";

    /** Sentences whose masked form is kept, at most. */
    private static final int KEPT = 256;

    /** Longer ones are masked anew each time, so that what is kept stays small. */
    private static final int LONGEST_KEPT = 1024;

    private final Charter charter;
    private final Redactor redactor;

    /** Policies say the same few sentences again and again, and to mask one takes longer than to judge. */
    private final AtomicReferenceArray<@Nullable Masked> kept = new AtomicReferenceArray<>(KEPT);

    private record Masked(String text, String masked) {}

    public Admission(Charter charter) {
        this.charter = charter;
        this.redactor = Redactor.of(charter.conduct().redaction());
    }

    /**
     * A denial, if the client may not ask, or not for this principal, the executor may not run, or a quota is used up; an approval, if the action's
     * tier is not judged; else empty, and the judge is to be asked.
     *
     * @param tier that this replica itself found the action to be of
     * @param client who asks, by name
     */
    public Optional<Judgement> ruling(Request request, Tier tier, String client, QuotaMeter meter) {
        Optional<Judgement> objection = permission(client, request.terms()).or(() -> quota(request, client, meter));
        if (objection.isPresent() || !tier.demand().isObserved()) {
            return objection;
        }
        return Optional.of(new Judgement(
                Answer.APPROVE, "observed", "Actions of tier " + tier.name() + " are recorded and not judged."));
    }

    /**
     * What becomes of a judge's answer: an approval does not count where the tier is for a person to decide and no person
     * has a seat. The judge is asked all the same, for its reasons.
     */
    public Judgement settled(Tier tier, Judgement answer) {
        return answer.answer() == Answer.APPROVE && tier.demand().isDenied()
                ? new Judgement(
                        Answer.DENY,
                        TAKES_A_PERSON,
                        "Actions of tier " + tier.name() + " are for a person to decide, and no person has a seat.")
                : answer;
    }

    private Optional<Judgement> permission(String client, Terms terms) {
        String executor = terms.executor();
        if (terms.principal()
                .filter(principal -> !charter.conduct().access().maySpeak(client, principal))
                .isPresent()) {
            return deny("principal-not-permitted", "The charter does not let " + client + " speak for whom it names.");
        }
        if (!charter.conduct().access().maySubmit(client)) {
            return deny("submitter-not-permitted", "The charter does not let " + client + " submit actions.");
        }
        return charter.conduct().access().mayExecute(executor)
                ? Optional.empty()
                : deny("executor-not-permitted", "The charter does not let " + executor + " execute actions.");
    }

    private Optional<Judgement> quota(Request request, String client, QuotaMeter meter) {
        Optional<Principal> principal = principal(request);
        return meter.exceeded(request, principal, client, charter.conduct().quotas())
                .flatMap(quota -> deny(
                        Asked.STOPPED,
                        principal.map(Principal::name).orElse(client) + " has used up its " + quota.decisions()
                                + " decisions in " + quota.windowMillis() / 1000 + " s."));
    }

    /** For whom the client asks, as far as the charter takes its word for it. */
    public Optional<Principal> principal(Request request) {
        return charter.conduct().access().taken(request.terms().principal());
    }

    /**
     * An abstention, where the person who sits here is the one that asks, or for whom is asked: nobody approves what is their
     * own. Told by name, of the judge or its device, in any case.
     */
    public Optional<Judgement> ownRequest(Request request, JudgeSpec judge) {
        return judge instanceof JudgeSpec.Person person
                        && principal(request)
                                .filter(who -> isOf(person, who.name())
                                        || who.onBehalfOf()
                                                .filter(name -> isOf(person, name))
                                                .isPresent())
                                .isPresent()
                ? Optional.of(new Judgement(
                        Answer.ABSTAIN, OWN_REQUEST, "Whoever asks does not approve it, nor whoever is asked for."))
                : Optional.empty();
    }

    private static boolean isOf(JudgeSpec.Person person, String name) {
        return name.equalsIgnoreCase(person.name()) || name.equalsIgnoreCase(person.device());
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }

    /**
     * The judgement as it may be kept: it goes onto the ledger and to whoever asked, and a judge may have quoted the action.
     */
    public Judgement masked(Judgement judgement) {
        String masked = masked(judgement.explanation());
        String alternative = judgement.alternative().isEmpty() ? "" : masked(judgement.alternative());
        return masked.equals(judgement.explanation()) && alternative.equals(judgement.alternative())
                ? judgement
                : new Judgement(judgement.answer(), judgement.reasonCode(), masked, judgement.factors(), alternative);
    }

    private String masked(String text) {
        int slot = Math.floorMod(text.hashCode(), KEPT);
        Masked known = kept.get(slot);
        if (known != null && known.text().equals(text)) {
            return known.masked();
        }
        String masked = redactor.mask(text);
        if (text.length() <= LONGEST_KEPT) {
            kept.set(slot, new Masked(text, masked));
        }
        return masked;
    }
}
