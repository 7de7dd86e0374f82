package io.tetrarch.use.federation;

import io.tetrarch.use.Stage;
import io.tetrarch.use.Use;
import java.util.List;

/** Four organisations share named state: one disagrees, two race for the same version, one falls silent. */
public final class FederatedPeerConsensus implements Use {
    static final String APPLIED = "a change that a quorum approves is applied at every peer";
    static final String DISSENT = "a peer that disagrees is on record with its signed verdict";
    static final String REFUSED = "a change that a quorum does not approve is applied nowhere";
    static final String UNANIMOUS = "what takes every peer is refused if one of them denies it, and the proof says who";
    static final String RACE = "of two changes of one version, one is applied and the other is a conflict on record";
    static final String STALE = "a change that expects an old version is denied by all";
    static final String SILENT = "with one peer silent the others go on";
    static final String HISTORY =
            "every change is in the history, at the ledger index of a decision that its proof shows";
    static final String RESTART = "after a restart every peer holds the same state";
    static final String BOUNDS = "values beyond the bounds are refused";

    @Override
    public String name() {
        return "federated-peer-consensus";
    }

    @Override
    public String title() {
        return "Organisations with policies of their own change shared named state by agreement only";
    }

    @Override
    public List<String> claims() {
        return List.of(APPLIED, DISSENT, REFUSED, UNANIMOUS, RACE, STALE, SILENT, HISTORY, RESTART, BOUNDS);
    }

    @Override
    public void play(Stage stage) throws Exception {
        new FederationRun(stage).play();
    }
}
