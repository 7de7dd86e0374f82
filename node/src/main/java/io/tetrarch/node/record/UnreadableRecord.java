package io.tetrarch.node.record;

/** A file is not the record of a halted replica, or not one that this build reads. */
public final class UnreadableRecord extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why in one line, to follow the name of the file */
    UnreadableRecord(String why) {
        super(why, null, false, false);
    }

    /** In one line, to follow the name of the file. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
