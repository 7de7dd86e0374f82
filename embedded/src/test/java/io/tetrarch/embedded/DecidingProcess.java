package io.tetrarch.embedded;

import io.tetrarch.client.Decision;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.ProofFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** A process to be killed: decides without end, and tells of each decision only once it has it. */
final class DecidingProcess {
    private static final int CALLERS = 4;

    private DecidingProcess() {}

    /** Starts one on a data folder. */
    static Process start(Path data) throws IOException {
        return Doomed.start(DecidingProcess.class, data);
    }

    /** @param arguments the data folder */
    public static void main(String[] arguments) throws Exception {
        EmbeddedCluster gate =
                EmbeddedCluster.builder().storedIn(Path.of(arguments[0])).open();
        PrintStream reports = Doomed.reports();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            Thread.ofPlatform().start(() -> decide(gate, caller, reports));
        }
    }

    private static void decide(EmbeddedCluster gate, int caller, PrintStream reports) {
        try {
            for (int i = 0; ; i++) {
                Decision decision = gate.decide(action("/tmp/" + caller + "-" + i));
                byte[] proof = ProofFile.writeBytes(decision.proof());
                reports.println(decision.requestId().number() + " "
                        + Base64.getEncoder().encodeToString(proof) + ".");
            }
        } catch (InterruptedException | JsonRejected e) {
            throw new IllegalStateException(e);
        }
    }

    static Action action(String path) throws JsonRejected {
        return Action.parse(
                ("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"" + path + "\",\"bytes\":4096}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
