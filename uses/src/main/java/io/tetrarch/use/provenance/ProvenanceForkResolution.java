package io.tetrarch.use.provenance;

import io.tetrarch.use.Stage;
import io.tetrarch.use.Use;
import java.util.List;

/** A group decides which of two branches of an audit trail goes on; some are forged, cut or broken. */
public final class ProvenanceForkResolution implements Use {
    static final String CHOSEN =
            "the group names the head of the branch that the charter's rule chooses, at every replica";
    static final String LIAR = "one judge that denies every choice cannot prevent it";
    static final String EVIDENCE = "the other branch is kept as evidence, and is found again in the ledger";
    static final String BROKEN_LINK = "a longer branch with a broken link is never chosen";
    static final String SHORTER = "the shorter branch, which is whole, is chosen then";
    static final String FORGED = "a branch with a forged signature is not chosen";
    static final String ROOT = "a branch that states another root than its records lead to is not chosen";
    static final String BOTH = "of two broken branches none is chosen";
    static final String STALE = "a fork that begins before the head named last is refused";
    static final String PROOF = "the choice is proven by the group file alone";
    static final String RESTART = "after a restart the head is the same";

    @Override
    public String name() {
        return "provenance-fork-resolution";
    }

    @Override
    public String title() {
        return "A group names which of two branches of a signed audit trail goes on";
    }

    @Override
    public List<String> claims() {
        return List.of(CHOSEN, LIAR, EVIDENCE, BROKEN_LINK, SHORTER, FORGED, ROOT, BOTH, STALE, PROOF, RESTART);
    }

    @Override
    public void play(Stage stage) throws Exception {
        new ForkRun(stage).play();
    }
}
