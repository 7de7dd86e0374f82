package io.tetrarch.cli.decide;

import io.tetrarch.cli.home.GroupFolder;
import io.tetrarch.client.Decision;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.node.observe.Work;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.Mode;

/**
 * All that is told of one decision.
 *
 * @param folder the group's; or, of a group whose replicas run in other processes, the client's
 * @param redactor hides what is secret by the charter in force; by the standard alone, where that charter is not at hand
 */
record Report(Action action, Group group, GroupFolder folder, Round round, Work work, Redactor redactor) {
    /** The action for eyes. */
    String masked() {
        return redactor.mask(action.json()).toJson();
    }

    /** Whether what the replicas did could be seen from here; else it is known from the proof alone. */
    boolean seen() {
        return group.mode() == Mode.EMBEDDED;
    }

    /** Replicas that prepared, as far as it is known. */
    int prepares() {
        return seen()
                ? round.votes().prepared().size()
                : round.decision().map(Decision::prepares).orElse(0);
    }
}
