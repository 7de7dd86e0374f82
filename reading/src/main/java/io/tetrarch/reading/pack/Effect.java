package io.tetrarch.reading.pack;

import java.util.Locale;
import java.util.Optional;

/** What a command, a flag or an operand does to the world. Written in packs in lower case with dashes. */
public enum Effect {
    /** Looks at something, and changes nothing. */
    READS(Severity.NONE),
    /** Turns encoded, encrypted or packed bytes into others, so that what comes out cannot be seen beforehand. */
    DECODES(Severity.NONE),
    /** Brings something in from another machine. */
    FETCHES(Severity.LOW),
    /** Makes or changes files or records of its own making. */
    WRITES(Severity.LOW),
    /** Sends something out to another machine or to people. */
    SENDS(Severity.LOW),
    /** Runs code: its input, a file, or something it installed. */
    EXECUTES(Severity.LOW),
    /** Acts on another machine. */
    REMOTE(Severity.LOW),
    /** Changes how a machine, service or account behaves. */
    CONFIGURES(Severity.MEDIUM),
    /** Stops or slows what others may be using. */
    STOPS(Severity.HIGH),
    /** Removes or overwrites what may stand nowhere else. */
    DESTROYS(Severity.HIGH),
    /** Cannot be undone by any command. */
    IRREVERSIBLE(Severity.HIGH),
    /** Takes or gives rights. */
    PRIVILEGE(Severity.HIGH),
    /** Leaves something that runs later by itself. */
    PERSISTS(Severity.HIGH),
    /** Shows or stores keys, tokens or passwords. */
    EXPOSES_CREDENTIALS(Severity.HIGH),
    /** Removes traces, or switches off what would have seen it. */
    HIDES(Severity.HIGH);

    private final Severity usual;

    Effect(Severity usual) {
        this.usual = usual;
    }

    /** How much it matters where a pack does not say otherwise. */
    public Severity usual() {
        return usual;
    }

    /** The name in packs and reason codes, such as {@code exposes-credentials}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Effect> of(String word) {
        for (Effect effect : values()) {
            if (effect.word().equals(word)) {
                return Optional.of(effect);
            }
        }
        return Optional.empty();
    }
}
