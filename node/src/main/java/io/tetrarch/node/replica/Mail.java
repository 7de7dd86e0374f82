package io.tetrarch.node.replica;

import io.tetrarch.pbft.Timer;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Verdict;
import java.util.List;

/** What lies in a replica's mailbox, unchecked. */
sealed interface Mail {
    /** @param sender the peer whose link it came over */
    record FromPeer(int sender, Signed<?> message) implements Mail {}

    record FromClient(SignedRequest request) implements Mail {}

    record FromJudge(List<Verdict> verdicts) implements Mail {}

    /** A denial by this replica's own judge of what has been decided meanwhile. */
    record LateObjection(Verdict verdict) implements Mail {}
    /** Nobody is there who could lead this view. */
    record LeaderGone(long view) implements Mail {}

    /** @param deadlineNanos when it was due: if the timer was stopped or started anew since, it is not this one */
    record TimerDue(Timer timer, long deadlineNanos) implements Mail {}
}
