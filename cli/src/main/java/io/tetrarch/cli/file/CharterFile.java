package io.tetrarch.cli.file;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.Tiers;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.reading.yaml.PolicyRejected;

/** A charter that the user named, for a group that there is not yet. */
public final class CharterFile {
    private CharterFile() {}

    /**
     * Reads the file, and compiles what it says: a condition that does not compile would be found out at the first
     * decision only.
     *
     * @throws Failure naming file, line and column if it is not a charter
     */
    public static InputFile read(String file) throws Failure {
        InputFile input = InputFile.read(file, JsonLimits.FILE.maxBytes());
        try {
            Charter charter = CharterReader.readNew(input.bytes());
            Tiers.of(charter);
            JudgeFactory factory = JudgeFactory.installed();
            for (int i = 0; i < charter.judges().size(); i++) {
                charter.judgeOf(charter.judges().get(i).name(), i, factory);
            }
            return input;
        } catch (PolicyRejected e) {
            throw Failure.badInput(e.in(input.name()));
        }
    }
}
