package io.tetrarch.proof.decision;

import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Shadow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a proof is what it claims to be, and nothing more: a denial, a receipt and an approval of last year are as
 * authentic as any. Whether something may run on it is another question, which {@link Authentic#permits} answers.
 */
public sealed interface Verification {

    /**
     * The group made this decision. That alone lets no action run: ask {@link #permits}.
     *
     * @param epoch of the group, which it was made in
     * @param entry the decision, with its action
     * @param place of the entry in the ledger
     * @param shadow present where the request's tier is in shadow mode, so that no outcome keeps the action from running
     * @param judges whether the verdicts are of judges that the group accepts
     */
    record Authentic(Epoch epoch, DecisionEntry entry, Place place, Optional<Shadow> shadow, Judges judges)
            implements Verification {

        /**
         * Whether this decision lets {@code executor} run exactly {@code action} at this time. All that a proof can tell is
         * in the answer; that the request was not used before is the executor's own to see to.
         *
         * @param executor by the name that the group file has for it
         * @param atMillis in milliseconds of Unix time
         */
        public Permission permits(Action action, String executor, long atMillis) {
            return PermissionRule.of(this, action, executor, atMillis);
        }

        /** As {@link #permits}, for the action that was decided on and the executor that the request names. */
        public Permission permitsWhomItNames(long atMillis) {
            return PermissionRule.of(this, atMillis);
        }

        public Outcome outcome() {
            return entry.outcome();
        }

        public Request request() {
            return entry.request().request();
        }

        public RequestId requestId() {
            return request().id();
        }

        public Group.Title group() {
            return epoch.group();
        }

        /** Of the entry, from 0. */
        public long ledgerIndex() {
            return place.index();
        }

        /** Sequence of the certified header; the entry's own batch may have a lower one. */
        public long sequence() {
            return place.commit().sequence();
        }

        /** One line that says what was decided, and not whether anything may run. */
        public String summary() {
            String mode = shadow.map(tier -> " in shadow mode").orElse("");
            return outcome() + mode + ": action " + request().actionHash() + ", request "
                    + requestId().client().abbreviated() + "/" + requestId().number() + ", executor "
                    + request().terms().executor() + ", tier "
                    + request().terms().tier() + ", until "
                    + Instant.ofEpochMilli(request().validity().deadlineMillis()) + "; ledger entry " + ledgerIndex()
                    + ", committed at sequence " + sequence() + " by " + String.join(", ", place.signers())
                    + "; group " + group().name() + ", epoch " + group().epoch() + ", "
                    + group().mode().word() + "; " + judges.summary();
        }
    }

    /**
     * Whose verdicts they are, as far as the group says which judges it accepts. A verdict of another judge does not make
     * a decision inauthentic, for one faulty replica can give one; it counts for nothing.
     *
     * @param pinned whether the charter that the request names comes with a list of accepted judges, as those of earlier
     *     builds do not
     * @param others a clause for each verdict that would have counted, were its judge accepted
     */
    record Judges(boolean pinned, List<String> others) {
        public Judges {
            others = List.copyOf(others);
        }

        /** A clause for people. */
        public String summary() {
            return !pinned ? "judges not pinned" : others.isEmpty() ? "judges as pinned" : String.join("; ", others);
        }
    }

    /**
     * An epoch of a group, as far as its verifier knows.
     *
     * @param group what it is called in that epoch
     * @param latest the last epoch that the verifier was told of, which may have ended since
     */
    record Epoch(Group.Title group, long latest) {
        /** Whether a later one is known to have begun. */
        public boolean isPast() {
            return group.epoch() < latest;
        }
    }

    /**
     * Where an entry stands in the ledger.
     *
     * @param index from 0
     * @param commit of the certified header
     * @param signers names of the replicas that signed it
     */
    record Place(long index, Commit commit, List<String> signers) {
        public Place {
            signers = List.copyOf(signers);
        }
    }

    /**
     * It is not what it claims to be, or claims nothing.
     *
     * @param check the first that fails
     * @param explanation one line, for people
     */
    record NotAuthentic(Check check, String explanation) implements Verification {}
}
