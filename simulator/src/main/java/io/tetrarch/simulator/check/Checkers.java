package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;

/** All checkers of safety, one after the other. Each is told what it listens to, and nothing else: most events concern few. */
public final class Checkers implements Checker {
    private final Agreement agreement;
    private final Executor executor;
    private final SingleVote singleVote;
    private final NoFalseAccusation noFalseAccusation;
    private final DecidedOnce decidedOnce;
    private final InTime inTime;
    private final LedgerGrows ledgerGrows;
    private final Successions successions;
    private final Withdrawn withdrawn;

    /** @param graceMillis how long before a deadline verdicts must have been held to keep a request from expiring */
    public Checkers(Facts facts, Findings findings, long graceMillis) {
        agreement = new Agreement(facts, findings);
        executor = new Executor(facts, findings);
        singleVote = new SingleVote(facts, findings);
        noFalseAccusation = new NoFalseAccusation(facts, findings);
        decidedOnce = new DecidedOnce(findings);
        inTime = new InTime(facts, findings, graceMillis);
        ledgerGrows = new LedgerGrows(facts, findings);
        successions = new Successions(facts, findings);
        withdrawn = new Withdrawn(findings);
    }

    /** How many requests were withdrawn. */
    public int withdrawn() {
        return withdrawn.count();
    }

    @Override
    public void proposed(Signed<? extends Message> message) {
        agreement.proposed(message);
        successions.proposed(message);
    }

    @Override
    public void sent(int replica, Signed<? extends Message> message) {
        agreement.sent(replica, message);
        singleVote.sent(replica, message);
        successions.sent(replica, message);
    }

    @Override
    public void heard(int replica, int judge, Verdicts verdicts, long latestWallMillis) {
        inTime.heard(replica, judge, verdicts, latestWallMillis);
    }

    @Override
    public void persisted(int replica, Stored record) {
        singleVote.persisted(replica, record);
        ledgerGrows.persisted(replica, record);
        successions.persisted(replica, record);
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        agreement.executed(replica, execute, latestWallMillis);
        executor.executed(replica, execute, latestWallMillis);
        noFalseAccusation.executed(replica, execute, latestWallMillis);
        decidedOnce.executed(replica, execute, latestWallMillis);
        withdrawn.executed(replica, execute, latestWallMillis);
        inTime.executed(replica, execute, latestWallMillis);
        ledgerGrows.executed(replica, execute, latestWallMillis);
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        agreement.remembered(replica, execute, latestWallMillis);
        executor.remembered(replica, execute, latestWallMillis);
        decidedOnce.remembered(replica, execute, latestWallMillis);
        withdrawn.remembered(replica, execute, latestWallMillis);
        ledgerGrows.remembered(replica, execute, latestWallMillis);
    }

    @Override
    public void installed(int replica, long sequence) {
        ledgerGrows.installed(replica, sequence);
    }

    @Override
    public void reported(int replica, Evidence evidence) {
        noFalseAccusation.reported(replica, evidence);
    }

    @Override
    public void restarted(int replica, Standing standing, boolean complete) {
        singleVote.restarted(replica, standing, complete);
        inTime.restarted(replica, standing, complete);
        ledgerGrows.restarted(replica, standing, complete);
    }

    @Override
    public void stepped(int replica, Standing standing) {
        ledgerGrows.stepped(replica, standing);
    }
}
