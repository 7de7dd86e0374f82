package io.tetrarch.cli.home;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.embedded.home.Inspection;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;

/** The charter that a group has come to, by the decisions on its ledger that amended the one it was founded with. */
public final class CharterInForce {
    private final Inspection inspection;
    private CharterBook charters;

    /** The founding's, until it is told of decisions. */
    public CharterInForce(Inspection inspection) {
        this.inspection = inspection;
        this.charters = CharterBook.of(inspection.group().charter().founding());
    }

    /** What it is after all that the folder's ledger holds. */
    public static CharterInForce of(Inspection inspection) throws Failure, IOException {
        CharterInForce charter = new CharterInForce(inspection);
        new LedgerPieces(inspection).each((index, batch, entry) -> {
            if (entry instanceof DecisionEntry decision) {
                charter.note(decision);
            }
        });
        return charter;
    }

    /** Takes the next decision of the ledger into account. */
    public void note(DecisionEntry decision) {
        charters = charters.after(decision, inspection.group().replicas().size());
    }

    /** Its number, digest and rules. */
    public CharterVersion version() {
        return charters.current();
    }

    /** Whether the group has never changed it. */
    public boolean isFounding() {
        return version().file().size() == 0;
    }

    /** Its text. */
    public byte[] file() throws IOException {
        return isFounding()
                ? inspection.charterFile()
                : version().file().readOnlyArray().clone();
    }

    /** @throws Failure if a decision put something in force that is no charter */
    public Charter charter() throws Failure {
        try {
            return isFounding()
                    ? inspection.charter()
                    : CharterReader.read(version().file().readOnlyArray());
        } catch (PolicyRejected e) {
            throw Failure.checkFailed(e.in("the charter in force"));
        }
    }
}
