package io.tetrarch.pbft;

import io.tetrarch.pbft.message.SignedRequest;
import java.util.List;

/**
 * Tells a run as a log that a reader of the paper can follow: a line for what happens to a replica, a line for each thing
 * that it does about it. The same inputs give the same lines; nothing of an action is in them.
 */
public final class Trace {
    private Trace() {}

    /** What happens to a replica, in one line. */
    public static String line(Input input) {
        return switch (input) {
            case Input.Recovered recovered ->
                "recovers from " + recovered.stored().size() + " records"
                        + (Stored.isLearning(recovered.stored()) ? ", and may have lost votes" : "");
            case Input.Received received ->
                "receives from " + received.message().signed().sender() + ": "
                        + MessageTrace.of(received.message().signed().message());
            case Input.Submitted submitted -> {
                SignedRequest request = submitted.request().signed();
                yield "receives REQUEST " + MessageTrace.of(request);
            }
            case Input.Judged judged -> "hears its judge: " + MessageTrace.of(judged.verdicts());
            case Input.TimerFired fired -> "sees the " + fired.timer() + " timer fire";
        };
    }

    /** What a replica does about it, in order, a line each. */
    public static List<String> lines(List<Effect> effects) {
        return effects.stream().map(Trace::line).toList();
    }

    /** One thing that a replica does. */
    public static String line(Effect effect) {
        return switch (effect) {
            case Effect.Persist persist -> "persist " + of(persist.stored());
            case Effect.Truncate truncate -> "cut off the log before the snapshot";
            case Effect.Send send ->
                "send to " + send.to() + ": " + MessageTrace.of(send.message().message());
            case Effect.Broadcast broadcast ->
                "send to all: " + MessageTrace.of(broadcast.message().message());
            case Effect.Judge judge ->
                "ask the judge about " + judge.request().digest().abbreviated();
            case Effect.Execute execute ->
                "execute " + MessageTrace.range(execute.batches()) + ", " + MessageTrace.of(execute.certificate());
            case Effect.Installed installed -> "install the state at n=" + installed.sequence();
            case Effect.EpochEnded ended -> "be done: " + MessageTrace.of(ended.succession());
            case Effect.StartTimer start -> "start the " + start.timer() + " timer, " + start.delayMillis() + " ms";
            case Effect.StopTimer stop -> "stop the " + stop.timer() + " timer";
            case Effect.Report report -> "report " + MessageTrace.of(report.evidence());
            case Effect.Refuse refuse -> "refuse " + refuse.request().abbreviated() + ": " + refuse.reason();
            case Effect.Drop drop -> "drop what " + drop.sender() + " sent: " + drop.reason();
            case Effect.ViewChanged changed -> (changed.active() ? "enter view " : "leave for view ") + changed.view();
        };
    }

    private static String of(Stored stored) {
        return switch (stored) {
            case Stored.Own own -> "own " + MessageTrace.of(own.message().message());
            case Stored.Proposal proposal ->
                "accepted " + MessageTrace.of(proposal.prePrepare().message());
            case Stored.Body body -> "body " + MessageTrace.of(body.batch());
            case Stored.Entered entered ->
                "entered " + MessageTrace.of(entered.newView().message());
            case Stored.Prepared prepared -> "prepared " + MessageTrace.of(prepared.certificate());
            case Stored.Executed executed ->
                "executed " + MessageTrace.range(executed.batches()) + ", " + MessageTrace.of(executed.certificate());
            case Stored.Snapshot snapshot ->
                "snapshot " + MessageTrace.of(snapshot.certificate()) + ", "
                        + snapshot.chunks().size() + " chunks";
            case Stored.Learning learning ->
                learning.ended()
                        ? "learning ends, silent on requests made before " + learning.silentBeforeMillis()
                        : "learning begins";
            case Stored.Epoch epoch ->
                "epoch: " + MessageTrace.of(epoch.lineage().getLast())
                        + epoch.state()
                                .map(it -> ", standing at n=" + it.certificate().sequence())
                                .orElse("")
                        + (epoch.learning() ? ", learning" : "");
            case Stored.Conviction conviction -> "evidence against " + MessageTrace.of(conviction.evidence());
        };
    }
}
