package io.tetrarch.client;

import io.tetrarch.pbft.message.Principal;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.ClientMember;
import java.io.IOException;
import java.util.Optional;

/**
 * What only those who have the charter can answer. Nothing has to be believed: an action asked for under another tier than
 * its own is denied by every honest replica, and a proposal is decided like any other action.
 *
 * <p>For any number of threads.
 */
public interface Governance {
    /**
     * Under which terms an action is to be asked for.
     *
     * @param lifeMillis until the deadline, by the action's tier
     */
    record Placement(Terms terms, long lifeMillis) {}

    /** By the charter in force, for the client that this gate asks as, and for whom it asks. */
    Placement placement(Action action, String executor, Optional<Principal> principal);

    /** The same for the client itself. */
    default Placement placement(Action action, String executor) {
        return placement(action, executor, Optional.empty());
    }

    /**
     * The action that puts this charter into force, in place of the one that is.
     *
     * @param file its text; its version is the next one
     * @throws CharterRefused with line and column if the text is no charter that a group may agree to
     * @throws IllegalArgumentException in one line, if it does not follow on the charter in force or fits no such group
     */
    Action proposal(byte[] file) throws CharterRefused;

    /**
     * The action that leaves this replica's seat vacant: its key counts for nothing from the next epoch on.
     *
     * @throws IllegalArgumentException in one line, if the group has no such replica
     */
    Action removal(String replica);

    /**
     * The action that has a client join the group with its next epoch: whoever has its key may ask for decisions, run what
     * they allow, or both, as its roles say. It is judged like any change of the group.
     *
     * @throws IllegalArgumentException in one line, if the group has a member of that name or key, or no room
     */
    Action joining(ClientMember client);

    /**
     * The action that gives this replica's seat a new key, which is made and kept where that replica runs. A key whose
     * action is not approved is of no use, and does no harm.
     *
     * @throws IllegalArgumentException in one line, if the group has no such replica
     * @throws IOException if the key cannot be kept
     */
    Action rekeying(String replica) throws IOException;
}
