package io.tetrarch.simulator.mutant;

/** What docs/protocol.md says must be so; the first three are the ones that its argument for the view change rests on. */
enum Rule {
    HIGHEST_CERTIFICATE_IS_KEPT("a replica never gives up its highest prepared certificate"),
    HIGHEST_AMONG_ALL("the highest certificate is chosen among all of V before it is compared with the checkpoint"),
    NEW_VIEW_IS_DURABLE("the accepted NEW-VIEW is durable before the first vote in the view"),
    VIEWS("f+1 replicas make a replica leave a view, 2f+1 begin one, its leader leads it, and it never goes back"),
    TIMERS("who waits for the leader's word leaves in time, and no later"),
    QUORUMS("certificates have the signatures of 2f+1 different replicas"),
    ONE_VOTE("a replica votes once in a slot, durably before it sends, across restarts too"),
    SIGNED("every signature is over group, epoch, type and all that is said, and is verified wherever it stands"),
    PROPOSALS("a batch extends the one before, is what its header names, and repeats no request"),
    OUTCOMES("outcomes follow from the verdicts carried, and what was settled in time does not expire"),
    EVIDENCE("two different statements where one may stand are evidence, and nothing else is"),
    COMPACTION("what still binds a replica is written again behind a snapshot"),
    BOUNDS("whatever a peer or client can fill has a bound"),
    LEARNER("who may have lost votes gives none until it is safe"),
    EPOCHS("an epoch ends with its last batch, for all, and the next begins from there"),
    OTHER("");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
