package io.tetrarch.gate.service;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.group.Roster;
import io.tetrarch.proof.rule.CharterBook;
import java.util.Optional;

/** What every replica holds against a change of the group's seats before its judge is asked. */
public final class ChangeMembershipCheck {
    /** What a verdict names as its judge when it is this check that denies. */
    public static final String JUDGE = "built-in/change-membership";

    private ChangeMembershipCheck() {}

    /**
     * What is wrong with the change, whoever judges it: it is malformed, does not follow on the seating, is not asked for
     * under the charter in force, or would leave its own tier out of reach, so that the group could never change again.
     */
    public static Optional<Judgement> objection(
            SignedRequest request, Seating seating, Roster roster, CharterBook book) {
        try {
            ChangeMembership change = ChangeMembership.read(request.action());
            long inForce = book.current().version();
            if (request.request().terms().charterVersion() != inForce) {
                return deny("stale-terms", "The group changes under the charter in force, " + inForce + ".");
            }
            return seating.objection(change, roster)
                    .or(() -> lockOut(request.request(), seating.after(change, roster), roster, book));
        } catch (JsonRejected e) {
            return deny("malformed-change", "The action is no change of the group's seats: " + e.getMessage());
        }
    }

    private static Optional<Judgement> lockOut(Request request, Seating after, Roster roster, CharterBook book) {
        String name = request.terms().tier();
        return book.current()
                .rules()
                .tier(name, roster.seats().size())
                .filter(tier -> tier.approvals() > after.keyed()
                        || tier.named().stream()
                                .anyMatch(seat -> after.keys().get(seat).size() == 0))
                .flatMap(tier -> deny(
                        "locks-out",
                        "Tier " + name + " could not be met any more, so nobody could change the group or fill the seat"
                                + " again."));
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }
}
