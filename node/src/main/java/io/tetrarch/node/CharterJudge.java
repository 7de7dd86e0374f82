package io.tetrarch.node;

import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.Tier;
import io.tetrarch.gate.group.ClientMember;
import io.tetrarch.gate.group.Group;
import io.tetrarch.gate.json.JsonRejected;
import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;

/** Puts requests before a judge of the charter: reads the action, and makes the case with its terms. */
final class CharterJudge implements RequestJudge {
    /** For a tier that the charter does not have; the replicas refuse such a request anyway. */
    private static final long LIMIT_MILLIS = 10_000;

    private final Judge judge;
    private final Group group;
    private final Charter charter;
    private final String id;

    CharterJudge(Judge judge, Group group, Charter charter) {
        this.judge = judge;
        this.group = group;
        this.charter = charter;
        this.id = judge.id();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long limitMillis(SignedRequest request) {
        return charter.tier(request.request().terms().tier())
                .map(Tier::limits)
                .map(Tier.Limits::judgeMillis)
                .orElse(LIMIT_MILLIS);
    }

    @Override
    public Judgement judge(SignedRequest signed) {
        Request request = signed.request();
        Terms terms = request.terms();
        if (terms.charterVersion() != charter.version()) {
            return Judgement.error("The request is for charter " + terms.charterVersion() + ", this judge goes by "
                    + charter.version() + ".");
        }
        String client =
                group.client(request.id().client()).map(ClientMember::name).orElse("");
        try {
            Action action = Action.parse(signed.action().readOnlyArray());
            return judge.judge(caseOf(action, terms, client));
        } catch (JsonRejected e) {
            return Judgement.error("The action is not readable: " + e.getMessage());
        }
    }

    private Case caseOf(Action action, Terms terms, String client) {
        return charter.caseOf(action, terms.tier(), terms.executor(), client);
    }
}
