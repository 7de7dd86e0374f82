package io.tetrarch.crypto.file;

import java.io.IOException;

/**
 * The power of a machine in memory. It goes at a chosen call that changes something, counted from 1 over all that the
 * machine has; what that call was about may have come to pass. To lose it where something is only read is to lose it at the
 * next change, before that has begun.
 */
public final class Power {
    /** What is left of what was not synced. */
    public enum Loss {
        /** Nothing: neither names, nor bytes, nor rows. */
        ALL,
        /** All of it. */
        NOTHING,
        /** Names and, of what was written, the first half; half of the batches. */
        HALF,
        /** Names and rows, and bytes of which only the number is left. */
        CONTENT,
        /** Rows, but nothing in files. */
        FILES,
        /** What is in files and their names, but no rows. */
        ROWS,
        /** Nothing, and a database lacks the last few batches that it had said to be durable, too. */
        LIES
    }

    private int lossAt = Integer.MAX_VALUE;
    private int calls;
    private boolean gone;

    public void loseAt(int call) {
        lossAt = call;
        calls = 0;
    }

    /** So many changes were begun since the power was to be lost. */
    public int calls() {
        return calls;
    }

    public boolean isGone() {
        return gone;
    }

    /** Pulls the plug. */
    public void lose() {
        gone = true;
    }

    /** A change that has been made, as far as anybody can see who has power. */
    public void changed() throws IOException {
        require();
        calls++;
        if (calls >= lossAt) {
            gone = true;
            require();
        }
    }

    /** Nothing is changed or read without. */
    public void require() throws IOException {
        if (gone) {
            throw new IOException("no power");
        }
    }
}
