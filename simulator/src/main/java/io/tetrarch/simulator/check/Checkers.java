package io.tetrarch.simulator.check;

import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Verdicts;
import java.util.List;

/** All checkers of safety, one after the other. */
public final class Checkers implements Checker {
    private final List<Checker> all;

    /** @param graceMillis how long before a deadline verdicts must have been held to keep a request from expiring */
    public Checkers(Facts facts, Findings findings, long graceMillis) {
        all = List.of(
                new Agreement(facts, findings),
                new Executor(facts, findings),
                new SingleVote(facts, findings),
                new NoFalseAccusation(facts, findings),
                new DecidedOnce(findings),
                new InTime(facts, findings, graceMillis),
                new LedgerGrows(facts, findings),
                new Successions(facts, findings));
    }

    @Override
    public void proposed(Signed<? extends Message> message) {
        for (Checker each : all) {
            each.proposed(message);
        }
    }

    @Override
    public void sent(int replica, Signed<? extends Message> message) {
        for (Checker each : all) {
            each.sent(replica, message);
        }
    }

    @Override
    public void heard(int replica, int judge, Verdicts verdicts, long latestWallMillis) {
        for (Checker each : all) {
            each.heard(replica, judge, verdicts, latestWallMillis);
        }
    }

    @Override
    public void persisted(int replica, Stored record) {
        for (Checker each : all) {
            each.persisted(replica, record);
        }
    }

    @Override
    public void executed(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Checker each : all) {
            each.executed(replica, execute, latestWallMillis);
        }
    }

    @Override
    public void remembered(int replica, Effect.Execute execute, long latestWallMillis) {
        for (Checker each : all) {
            each.remembered(replica, execute, latestWallMillis);
        }
    }

    @Override
    public void installed(int replica, long sequence) {
        for (Checker each : all) {
            each.installed(replica, sequence);
        }
    }

    @Override
    public void reported(int replica, Evidence evidence) {
        for (Checker each : all) {
            each.reported(replica, evidence);
        }
    }

    @Override
    public void restarted(int replica, Standing standing, boolean complete) {
        for (Checker each : all) {
            each.restarted(replica, standing, complete);
        }
    }

    @Override
    public void stepped(int replica, Standing standing) {
        for (Checker each : all) {
            each.stepped(replica, standing);
        }
    }
}
