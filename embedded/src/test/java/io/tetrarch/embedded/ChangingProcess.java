package io.tetrarch.embedded;

import io.tetrarch.client.Decision;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A process to be killed: leaves a seat vacant and fills it again without end, while others ask for decisions. */
final class ChangingProcess {
    private static final int CALLERS = 2;

    private ChangingProcess() {}

    /** Starts one on a data folder. */
    static Process start(Path data) throws IOException {
        return Doomed.start(ChangingProcess.class, data);
    }

    /** @param arguments the data folder */
    public static void main(String[] arguments) throws Exception {
        EmbeddedCluster gate =
                EpochChangeTest.builder().storedIn(Path.of(arguments[0])).open();
        PrintStream reports = Doomed.reports();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            Thread.ofPlatform().start(() -> decide(gate, caller, reports));
        }
        while (true) {
            Action change = gate.group().vacant().isEmpty() ? gate.removal("phone") : gate.rekeying("phone");
            if (gate.decide(change).isApproved()) {
                reports.println("changed.");
            }
        }
    }

    /** Whoever is refused or late asks again; what was approved is told. */
    private static void decide(EmbeddedCluster gate, int caller, PrintStream reports) {
        try {
            for (int i = 0; ; i++) {
                try {
                    Decision decision = gate.decide(DecidingProcess.action("/tmp/" + caller + "-" + i));
                    reports.println(
                            decision.ledgerIndex() + " " + decision.request().digest() + ".");
                } catch (UndecidedException e) {
                    reports.println("undecided.");
                }
            }
        } catch (InterruptedException | JsonRejected e) {
            throw new IllegalStateException(e);
        }
    }
}
