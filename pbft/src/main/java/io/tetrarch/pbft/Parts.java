package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.MessageType;

/** The parts of a replica that its phases work on together. */
record Parts(
        ReplicaState state,
        Chain chain,
        OwnVotes own,
        RequestPool requests,
        Equivocations equivocations,
        Execution execution) {

    /** All replicas' votes of the present view. */
    VoteLog votes() {
        return own.log();
    }

    /** Votes that evidence proves contradictory count for neither side. */
    void voidVotesIn(Evidence evidence) {
        switch (evidence) {
            case Evidence.ConflictingVotes conflict -> {
                if (conflict.first().view() == state.view) {
                    votes().voidVotes(
                                    conflict.replica(),
                                    conflict.first().sequence(),
                                    conflict.first().type() == MessageType.COMMIT);
                }
            }
            case Evidence.ConflictingVerdicts conflict ->
                requests.voidVote(
                        conflict.first().verdict().request(), conflict.first().replica());
        }
    }
}
