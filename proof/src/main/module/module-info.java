/** All that a verifier needs: action, group, receipt, ledger, the proof of a decision and its examination. */
module io.tetrarch.proof {
    requires transitive io.tetrarch.crypto;
    requires transitive io.tetrarch.json;
    requires transitive io.tetrarch.pbft;
    requires static transitive org.jspecify;

    exports io.tetrarch.proof.action;
    exports io.tetrarch.proof.bound;
    exports io.tetrarch.proof.decision;
    exports io.tetrarch.proof.group;
    exports io.tetrarch.proof.ledger;
    exports io.tetrarch.proof.receipt;
    exports io.tetrarch.proof.rule;
}
