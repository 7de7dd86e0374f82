package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.CommitCertificate;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.PreparedCertificate;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import java.util.List;
import java.util.Optional;

/** Follows what a step does, effect by effect: what it executes, convicts, cuts off and ends, and what it signs. */
final class EffectChecks {
    private final ReplicaState state;
    private final StatementChecks statements;

    /** The last batch executed so far; its digest is not known where a state was installed. */
    private long executed;

    private Optional<Digest> digest = Optional.empty();
    private boolean endIsDurable;
    private boolean hasEnded;
    private boolean isCutOff;
    private boolean viewTimerRuns;
    private Optional<Behind> behind = Optional.empty();

    EffectChecks(ReplicaState state, StatementChecks statements) {
        this.state = state;
        this.statements = statements;
    }

    /** What was persisted behind the latest snapshot of this step. */
    private static final class Behind {
        private final SlotDigests votes = new SlotDigests();
        private Optional<PreparedCertificate> highest = Optional.empty();
        private long newView = -1;
        private long viewChange = -1;
        private boolean epoch;

        void add(Message own) {
            if (own instanceof Vote vote) {
                votes.add(vote);
            } else if (own instanceof ViewChange change) {
                viewChange = change.view();
            }
        }
    }

    /** A timer that fires runs no more. */
    void onFired(Timer timer) {
        viewTimerRuns &= timer != Timer.VIEW;
    }

    /** As the effects so far have it. */
    boolean viewTimerRuns() {
        return viewTimerRuns;
    }

    void check(Before before, Input input, List<Effect> effects) {
        // What a restart has executed already is executed again without an effect.
        boolean first = input instanceof Input.Recovered;
        executed = first ? state.executed : before.executed().sequence();
        digest = Optional.of(first ? state.executedDigest : before.executed().digest());
        endIsDurable = false;
        hasEnded = false;
        isCutOff = false;
        behind = Optional.empty();
        for (Effect effect : effects) {
            if (hasEnded) {
                throw new BrokenInvariant(Invariant.EPOCH_END, "after the end of the epoch: " + Trace.line(effect));
            }
            switch (effect) {
                case Effect.Persist persist -> onPersisted(persist.stored());
                case Effect.Send send -> statements.onSent(send.message());
                case Effect.Broadcast broadcast -> statements.onSent(broadcast.message());
                case Effect.Execute execute -> onExecuted(execute);
                case Effect.StartTimer start -> viewTimerRuns |= start.timer() == Timer.VIEW;
                case Effect.StopTimer stop -> viewTimerRuns &= stop.timer() != Timer.VIEW;
                case Effect.Installed installed -> {
                    executed = installed.sequence();
                    digest = Optional.empty();
                }
                case Effect.EpochEnded ended -> onEpochEnded();
                case Effect.Truncate truncate -> isCutOff = true;
                case Effect.Judge none -> {}
                case Effect.Report none -> {}
                case Effect.Refuse none -> {}
                case Effect.Drop none -> {}
                case Effect.ViewChanged none -> {}
            }
        }
        boolean sameBatch = digest.map(state.executedDigest::equals).orElse(true);
        if (executed != state.executed || !sameBatch) {
            throw new BrokenInvariant(
                    Invariant.EXECUTED_FORWARD,
                    "executed " + state.executed + " " + state.executedDigest.abbreviated() + ", where effects led to "
                            + executed
                            + digest.map(known -> " " + known.abbreviated()).orElse(""));
        }
        if (isCutOff) {
            checkBehind(behind.orElseThrow(() -> lost("a snapshot")));
        }
    }

    private void onPersisted(Stored stored) {
        switch (stored) {
            case Stored.Own own -> {
                statements.onOwn(own.message());
                behind.ifPresent(it -> it.add(own.message().message()));
            }
            case Stored.Proposal proposal -> statements.onProposal(proposal.prePrepare());
            case Stored.Prepared prepared -> {
                statements.onPrepared(prepared.certificate());
                behind.ifPresent(it -> it.highest = highest(it.highest, prepared));
            }
            case Stored.Entered entered -> {
                statements.onEntered(entered.newView());
                behind.ifPresent(it -> it.newView = entered.newView().message().view());
            }
            case Stored.Snapshot snapshot -> {
                statements.onSnapshot();
                behind = Optional.of(new Behind());
            }
            case Stored.Epoch epoch -> {
                endIsDurable = true;
                behind.ifPresent(it -> it.epoch = true);
            }
            case Stored.Conviction conviction -> {
                statements.onConvicted(conviction.evidence());
                onConvicted(conviction.evidence());
            }
            case Stored.Body none -> {}
            case Stored.Executed none -> {}
            case Stored.Learning none -> {}
        }
    }

    private static Optional<PreparedCertificate> highest(Optional<PreparedCertificate> held, Stored.Prepared prepared) {
        return held.filter(certificate -> certificate.compareTo(prepared.certificate()) >= 0)
                .or(() -> Optional.of(prepared.certificate()));
    }

    private static void onConvicted(Evidence evidence) {
        if (!evidence.isConflict()) {
            throw new BrokenInvariant(Invariant.EVIDENCE, "convicts by " + evidence.slot());
        }
    }

    private void onExecuted(Effect.Execute execute) {
        CommitCertificate certificate = execute.certificate();
        for (Batch batch : execute.batches()) {
            boolean extendsIt =
                    digest.map(batch.header().parent()::equals).orElse(true) && batch.sequence() == executed + 1;
            if (!extendsIt) {
                throw uncertified(certificate, "batch " + batch.header() + " after " + executed);
            }
            executed = batch.sequence();
            digest = Optional.of(batch.digest());
        }
        boolean certified = certificate.sequence() == executed
                && digest.equals(Optional.of(certificate.digest()))
                && certificate.signatures().count() >= state.quorum();
        if (!certified) {
            throw uncertified(certificate, "batches up to " + executed);
        }
    }

    private static BrokenInvariant uncertified(CommitCertificate certificate, String what) {
        return new BrokenInvariant(
                Invariant.EXECUTED_CERTIFIED,
                what + " by a certificate for " + certificate.sequence() + " "
                        + certificate.digest().abbreviated() + " of "
                        + certificate.signatures().bySigner().keySet());
    }

    private void onEpochEnded() {
        hasEnded = true;
        if (!endIsDurable) {
            throw new BrokenInvariant(Invariant.EPOCH_END, "the end of the epoch is not persisted");
        }
    }

    /** What is still needed was persisted behind the snapshot: then, or since. */
    private void checkBehind(Behind it) {
        if (!state.lineage.isEmpty() && !it.epoch) {
            throw lost("the epoch");
        }
        boolean view = state.newView
                .map(signed -> it.newView == signed.message().view())
                .orElse(state.active || it.viewChange == state.view);
        if (!view) {
            throw lost("view " + state.view);
        }
        boolean highest = statements
                .highest()
                .map(held -> it.highest.isPresent() && it.highest.get().compareTo(held) >= 0)
                .orElse(true);
        if (!highest) {
            throw lost("the highest certificate");
        }
        SlotDigests own = statements.votes();
        if (own.view() == state.view && !own.isWithin(it.votes)) {
            throw lost("own votes of view " + state.view);
        }
    }

    private static BrokenInvariant lost(String what) {
        return new BrokenInvariant(Invariant.CARRIED_OVER, "the log is cut off without " + what);
    }
}
