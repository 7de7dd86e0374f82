package io.tetrarch.node.replica;

import io.tetrarch.crypto.tree.Frontier;
import io.tetrarch.node.store.ReplicaStore;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Effect;
import io.tetrarch.pbft.Rejection;
import io.tetrarch.pbft.Stored;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.PreparedCertificate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The effects of a turn: gathered while it lasts, performed at its end. */
final class TurnEffects {
    private final int self;
    private final ReplicaStore store;
    private final JudgeRunner judge;
    private final ReplicaLoop.ReplicaContext context;
    private final ReplicaTimers timers;
    private final List<Stored> records = new ArrayList<>();
    private final List<Due> later = new ArrayList<>();
    private final PreparedCounts prepares;
    private boolean epochEnded;
    private boolean learns;

    /** @param before the ledger before the step that this is an effect of */
    private record Due(Effect effect, Optional<Frontier> before) {}

    TurnEffects(
            Configuration configuration,
            ReplicaStore store,
            JudgeRunner judge,
            ReplicaLoop.ReplicaContext context,
            ReplicaTimers timers) {
        this.self = configuration.self();
        this.store = store;
        this.judge = judge;
        this.context = context;
        this.timers = timers;
        this.prepares = new PreparedCounts(configuration.replicas());
    }

    void add(Effect effect, Optional<Frontier> before) {
        if (effect instanceof Effect.Persist persist) {
            records.add(persist.stored());
            if (persist.stored() instanceof Stored.Prepared(PreparedCertificate certificate)) {
                prepares.add(certificate);
            }
            if (persist.stored() instanceof Stored.Learning learning && learns == learning.ended()) {
                learns = !learning.ended();
                ReplicaLog.learns(context.seats().records().nameOf(self), learns);
            }
        } else {
            later.add(new Due(effect, before));
        }
    }

    /** Whether what was performed ended the replica's epoch. */
    boolean haveEndedEpoch() {
        return epochEnded;
    }

    /** Persists first, all together; moving a record before a send that stood before it takes nothing from either. */
    void perform() throws IOException {
        if (!records.isEmpty()) {
            store.append(records);
            records.clear();
        }
        for (Due due : later) {
            perform(due);
        }
        later.clear();
    }

    private void perform(Due due) throws IOException {
        ReplicaListener listener = context.listener();
        switch (due.effect()) {
            case Effect.Persist persist -> throw new IllegalStateException("records are appended before");
            case Effect.Truncate truncate -> store.truncate();
            case Effect.Send send -> {
                listener.onSent(self, send.message());
                context.links().send(self, send.to(), send.message());
            }
            case Effect.Broadcast broadcast -> {
                listener.onSent(self, broadcast.message());
                context.links().broadcast(self, broadcast.message());
            }
            case Effect.Judge asked -> judge.ask(asked.request());
            case Effect.Execute execute -> {
                execute.batches().forEach(batch -> judge.onDecided(batch.entries()));
                listener.onExecuted(executed(execute, due.before()));
            }
            case Effect.Installed installed -> {}
            case Effect.EpochEnded ended -> epochEnded = true;
            case Effect.StartTimer start ->
                timers.start(start.timer(), context.time().nanos(), start.delayMillis());
            case Effect.StopTimer stop -> timers.stop(stop.timer());
            case Effect.Report report -> listener.onEvidence(self, report.evidence());
            case Effect.Refuse refuse -> {
                if (refuse.reason() != Rejection.DUPLICATE) {
                    judge.onRefused(refuse.request());
                }
                listener.onRefused(self, refuse.request(), new ReplicaListener.Refusal.Rejected(refuse.reason()));
            }
            case Effect.Drop drop ->
                listener.onDropped(self, drop.sender(), drop.reason().name());
            case Effect.ViewChanged changed -> {
                ReplicaLog.viewChanged(context.seats().records().nameOf(self), changed.view(), changed.active());
                listener.onViewChanged(self, changed.view(), changed.active());
            }
        }
    }

    private Executed executed(Effect.Execute execute, Optional<Frontier> before) {
        Batch first = execute.batches().getFirst();
        long expected = first.header().ledgerSize() - first.entries().size();
        return new Executed(
                self,
                before.filter(frontier -> frontier.size() == expected),
                execute.batches(),
                execute.certificate(),
                prepares.of(execute.certificate().sequence()));
    }
}
