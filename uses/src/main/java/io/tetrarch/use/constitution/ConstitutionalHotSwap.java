package io.tetrarch.use.constitution;

import io.tetrarch.use.Stage;
import io.tetrarch.use.Use;
import java.util.List;

/** A group replaces its charter while requests are in flight, one judge lies, and the machine is restarted. */
public final class ConstitutionalHotSwap implements Use {
    static final String REFUSED_BEFORE = "charter 1 refuses what charter 2 is to allow";
    static final String IN_FORCE = "an approved swap puts charter 2 into force without a stop";
    static final String LIAR = "one judge that denies every change of the charter cannot prevent it";
    static final String IN_FLIGHT = "a request in flight is decided under the charter it was made for";
    static final String NAMED = "every verdict that counts names its charter's version";
    static final String INVALID = "an invalid charter cannot be swapped in";
    static final String NO_REWIND = "versions neither rewind nor skip";
    static final String STALE = "a swap made against another charter than the one in force is denied";
    static final String ONE_JUDGE = "one judge is replaced and the others stay as they are";
    static final String ROLLED_BACK = "a roll-back is another swap, with a higher version";
    static final String RESTART = "after a restart the charter in force is the last one";
    static final String PROOF = "a decision under the last charter is proven by the group file alone";
    static final String BROKEN_PROOF = "without one of its amendments that proof fails, naming the check";

    @Override
    public String name() {
        return "constitutional-hot-swap";
    }

    @Override
    public String title() {
        return "A group replaces its charter, or one judge, by its own decision and without stopping";
    }

    @Override
    public List<String> claims() {
        return List.of(
                REFUSED_BEFORE,
                IN_FORCE,
                LIAR,
                IN_FLIGHT,
                NAMED,
                INVALID,
                NO_REWIND,
                STALE,
                ONE_JUDGE,
                ROLLED_BACK,
                RESTART,
                PROOF,
                BROKEN_PROOF);
    }

    @Override
    public void play(Stage stage) throws Exception {
        new HotSwapRun(stage).play();
    }
}
