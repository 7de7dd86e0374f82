package io.tetrarch.cli.pack;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.file.InputFile;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.PackReader;
import io.tetrarch.reading.pack.Packs;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.util.List;

/** A rule pack somebody wrote. */
final class PackFile {

    private static final int MAX_BYTES = 1024 * 1024;

    private PackFile() {}

    /** @throws Failure with line and column unless the file is a rule pack */
    static Pack read(String file, Terminal terminal) throws Failure {
        InputFile input = InputFile.read(file, terminal.in(), MAX_BYTES);
        try {
            return PackReader.read(input.bytes());
        } catch (PolicyRejected e) {
            throw Failure.badInput(e.in(input.name()));
        }
    }

    /** Its programs that a pack of the gate knows already. */
    static List<String> known(Pack pack) {
        return pack.tools().keySet().stream()
                .filter(program -> Packs.bundled().tool(program) != null)
                .sorted()
                .toList();
    }
}
