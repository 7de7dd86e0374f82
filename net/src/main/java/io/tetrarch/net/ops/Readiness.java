package io.tetrarch.net.ops;

import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.GroupSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether a replica would take part in a decision now, and if not, all reasons why. It goes by what the replica knows itself:
 * a peer that lies about where it stands is outvoted, since only what f+1 peers say counts against it.
 */
final class Readiness {
    /** Further behind than this it is given the state, and votes for nothing meanwhile; the protocol's K. */
    private static final long BEHIND = 128;

    /** Peers say where they stand every half second. */
    private static final long SILENT_MILLIS = 3_000;

    private Readiness() {}

    /** Empty if it is ready. */
    static List<String> reasonsAgainst(NodeView node) {
        List<String> reasons = new ArrayList<>();
        ReplicaState state = node.state();
        switch (state.run()) {
            case AT_WORK -> {
                if (!state.standing().active()) {
                    reasons.add(
                            "waits for the NEW-VIEW of view " + state.standing().view());
                }
            }
            case VACANT -> reasons.add("has no seat in this epoch");
            case STOPPED -> reasons.add("is being stopped");
            case FAILED -> reasons.add("has halted");
        }
        GroupSize size = new GroupSize(node.replicaNames().size());
        List<NodeView.Heard> heard = node.peers().stream()
                .flatMap(peer -> peer.heard().stream())
                .filter(each -> each.sinceMillis() < SILENT_MILLIS)
                .toList();
        if (heard.size() < size.quorum() - 1) {
            reasons.add("hears " + heard.size() + " of " + node.peers().size() + " peers, and needs "
                    + (size.quorum() - 1));
        }
        long behind = surelyExecuted(heard, size) - state.standing().executed();
        if (behind > BEHIND) {
            reasons.add("is " + behind + " sequences behind");
        }
        return reasons;
    }

    /** What f+1 peers say to have executed at least, so that an honest one has. */
    private static long surelyExecuted(List<NodeView.Heard> heard, GroupSize size) {
        List<Long> executed =
                new ArrayList<>(heard.stream().map(NodeView.Heard::executed).toList());
        executed.sort(Collections.reverseOrder());
        return executed.size() < size.weakQuorum() ? 0 : executed.get(size.weakQuorum() - 1);
    }
}
