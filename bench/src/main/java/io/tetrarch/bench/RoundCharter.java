package io.tetrarch.bench;

import io.tetrarch.gate.charter.CharterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the replicas judge by while a round is measured. */
public final class RoundCharter {
    private final String name;
    private final byte[] file;

    /**
     * @param name to be shown with the figures
     * @param file a charter file's content
     */
    public RoundCharter(String name, byte[] file) {
        this.name = name;
        this.file = file.clone();
    }

    /** One small rule per judge: what is measured is the agreement. */
    public static RoundCharter small() {
        return new RoundCharter("one rule per judge", resource(RoundCharter.class, "round-charter.yaml"));
    }

    /** Three of these and a person, whom one tier waits for. */
    static RoundCharter withPerson() {
        return new RoundCharter("three rules and a person", resource(RoundCharter.class, "open-charter.yaml"));
    }

    /** The charter that comes with the gate: its judges' work is measured with the rest. */
    public static RoundCharter gateDefault() {
        return new RoundCharter("default", resource(CharterReader.class, CharterReader.DEFAULT_FILE));
    }

    private static byte[] resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** The charter file's content. */
    public byte[] file() {
        return file.clone();
    }
}
