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
 */
public record Membership(
        Domain domain,
        int replicas,
        SortedSet<Digest> submitters,
        SortedSet<String> executors,
        long longestLifeMillis) {
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
