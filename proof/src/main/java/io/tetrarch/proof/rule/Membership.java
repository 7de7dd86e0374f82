package io.tetrarch.proof.rule;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Validity;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who may ask and who may run, as the group file says; fixed for an epoch.
 *
 * @param replicas n
 * @param submitters key ids of the clients that may submit requests
 * @param executors names of the clients that may run actions
 * @param longestLifeMillis between a request's not-before and its deadline
 * @param gapsFrom the lowest request number that may stay open while any number of later ones are decided
 */
public record Membership(
        Domain domain,
        int replicas,
        SortedSet<Digest> submitters,
        SortedSet<String> executors,
        long longestLifeMillis,
        long gapsFrom) {
    /**
     * Where the numbers with gaps begin in a group whose state has remembered the lower ones in another way: out of their
     * reach, and exact in every reader of JSON.
     */
    public static final long LATER_NUMBERS = 1L << 40;

    public Membership {
        submitters = Collections.unmodifiableSortedSet(new TreeSet<>(submitters));
        executors = Collections.unmodifiableSortedSet(new TreeSet<>(executors));
    }

    /** Whether a request may have this validity: a deadline after its beginning, and not too long after. */
    public boolean allows(Validity validity) {
        return validity.notBeforeMillis() >= 0
                && validity.deadlineMillis() > validity.notBeforeMillis()
                && validity.deadlineMillis() - validity.notBeforeMillis() <= longestLifeMillis;
    }
}
