package io.tetrarch.cli.group;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.proof.group.Group;

/** What a group's way of being deployed really tolerates, in a person's words. */
public final class Tolerance {
    private Tolerance() {}

    /** One sentence without its full stop. */
    public static String of(Group group) {
        int faulty = new GroupSize(group.replicas().size()).faulty();
        String judges = faulty + " faulty or compromised judge" + (faulty == 1 ? "" : "s") + " or replica logic";
        return switch (group.mode()) {
            case EMBEDDED -> judges + "; not the loss of this host";
            case PROCESSES -> judges + ", or as many crashed processes; not the loss of this host";
            case DISTRIBUTED ->
                faulty + " Byzantine host" + (faulty == 1 ? "" : "s") + " or operator" + (faulty == 1 ? "" : "s");
        };
    }
}
