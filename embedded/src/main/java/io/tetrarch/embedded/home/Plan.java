package io.tetrarch.embedded.home;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.proof.group.Constants;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a new embedded group is to be.
 *
 * @param replicas their names, 3f+1 of them; a charter's policy goes to the replica of its name
 * @param charterFile the bytes of the charter's file
 */
public record Plan(String name, List<String> replicas, byte[] charterFile, Constants constants) {
    /** The client that a gate asks as, and the executor that it names where its user names none. */
    public static final String GATE = "gate";

    private static final List<String> DEFAULT_REPLICAS =
            List.of("analytical", "creative", "adversarial", "domain_expert");

    public Plan {
        replicas = List.copyOf(replicas);
        charterFile = charterFile.clone();
    }

    /** Four replicas with the charter that comes with the gate. */
    public static Plan standard() {
        return new Plan("embedded", DEFAULT_REPLICAS, defaultCharterFile(), Constants.DEFAULT);
    }

    private static byte[] defaultCharterFile() {
        try (InputStream in = CharterReader.class.getResourceAsStream(CharterReader.DEFAULT_FILE)) {
            if (in == null) {
                throw new IllegalStateException(CharterReader.DEFAULT_FILE + " is missing from the gate's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] charterFile() {
        return charterFile.clone();
    }

    Charter charter() throws HomeRefused {
        try {
            return CharterReader.readNew(charterFile);
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in("charter"), e);
        }
    }
}
