package io.tetrarch.cli.exit;

import io.tetrarch.pbft.message.Outcome;

/** The exit codes, the same for all commands; scripts rely on them. */
public final class ExitCode {
    /** Done; for a decision: APPROVED. */
    public static final int OK = 0;
    /** A check failed: a proof that is not authentic, a simulated run that broke a property. */
    public static final int CHECK_FAILED = 1;
    /** The input or the command line is not what it should be; nothing was done or written. */
    public static final int BAD_INPUT = 2;
    /** The decision is DENIED. */
    public static final int DENIED = 3;
    /** The decision is EXPIRED, or there was no quorum to make one. */
    public static final int UNDECIDED = 4;
    /** The decision is APPROVED, but what follows on it has not come about yet. */
    public static final int NOT_YET = 5;
    /** The proof is authentic, but its approval lets nothing run any more, or not yet; or it is not as demanded. */
    public static final int NOT_PERMITTED = NOT_YET;
    /** The decision is APPROVED, but what would run is no longer what was decided on. */
    public static final int CHANGED = 6;
    /** Memory, disk, files or rights did not suffice; nothing is damaged (EX_OSERR of sysexits.h). */
    public static final int SHORTAGE = 71;
    /** A fault in the program or the machine (EX_SOFTWARE of sysexits.h). */
    public static final int FAULT = 70;

    /** All was done, but its output could not be written whole (EX_IOERR of sysexits.h). */
    public static final int OUTPUT_LOST = 74;

    private ExitCode() {}

    /** Of a command that has done all it had to with this decision. */
    public static int of(Outcome outcome) {
        return switch (outcome) {
            case APPROVED -> OK;
            case DENIED -> DENIED;
            case EXPIRED -> UNDECIDED;
        };
    }
}
