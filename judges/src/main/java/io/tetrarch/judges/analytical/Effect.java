package io.tetrarch.judges.analytical;

import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.reading.shell.SimpleCommand;

/**
 * One thing a command does, as its structure tells.
 *
 * @param object the path, address or name it does it to
 * @param territory whom the object belongs to, if it is a path
 */
record Effect(Kind kind, String object, Territory territory, SimpleCommand command) {

    /** What is done. */
    enum Kind {
        /** Looks at its properties. */
        INSPECT,
        READ,
        /** Reads, and puts what it read somewhere. */
        COPY,
        WRITE,
        REMOVE,
        /** Removes with everything below. */
        REMOVE_TREE,
        /** Changes rights, owner or attributes. */
        CHANGE_RIGHTS,
        /** Runs code that stands nowhere to be read: fetched, decoded, computed or left lying in a temporary folder. */
        RUN_UNSEEN,
        /** Sends data to another machine. */
        SEND,
        /** Throws away what stands nowhere else. */
        LOSE,
        /** Ends or switches off what runs. */
        STOP,
        /** Runs on and on, or multiplies itself. */
        NEVER_ENDS,
        /** Acts on the machine as a whole. */
        ADMINISTER
    }
}
