package io.tetrarch.proof.group;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.pbft.message.Succession;
import java.util.ArrayList;
import java.util.List;

/** From one group file to a later one: each change was signed by a quorum of the group that it ended. */
public final class Lineage {
    private Lineage() {}

    /**
     * The group that these ends of epochs lead to. Believes nothing but the first group file.
     *
     * @param ends in their order
     * @throws IllegalArgumentException saying which end does not hold, and why
     */
    public static Group follow(Group first, List<Succession> ends, SignatureScheme scheme) {
        return groups(first, ends, scheme).getLast();
    }

    /**
     * The first group and each that followed it.
     *
     * @throws IllegalArgumentException as {@link #follow}
     */
    public static List<Group> groups(Group first, List<Succession> ends, SignatureScheme scheme) {
        List<Group> groups = new ArrayList<>(List.of(first));
        for (Succession end : ends) {
            groups.add(after(groups.getLast(), end, scheme));
        }
        return groups;
    }

    private static Group after(Group group, Succession end, SignatureScheme scheme) {
        String which = "the end of epoch " + end.ended().epoch();
        if (!end.ended().equals(group.domain())) {
            throw new IllegalArgumentException(
                    which + ": expected that of epoch " + group.title().epoch() + " of this group");
        }
        Authenticator authenticator = new Authenticator(group.keyring(scheme), group.domain(), 0);
        boolean signed =
                authenticator.authenticate(new Signed<>(0, end, Bytes.EMPTY)) instanceof Authentication.Accepted<?>
                        && end.certificate().signatures().count() >= group.quorum();
        if (!signed) {
            throw new IllegalArgumentException(which + ": expected the signatures of " + group.quorum() + " replicas");
        }
        Group next = read(which, end, scheme);
        Checkpoint last = end.certificate().checkpoint();
        Start start = new Start(last.sequence(), last.header(), last.stateRoot());
        Descent expected = new Descent(group.founding(), group.id(), start);
        boolean follows = next.domain().equals(end.next())
                && next.descent().filter(expected::equals).isPresent();
        if (!follows) {
            throw new IllegalArgumentException(which + ": expected a group file that names this end as its beginning");
        }
        return next;
    }

    private static Group read(String which, Succession end, SignatureScheme scheme) {
        try {
            return GroupFile.read(end.group().toArray(), scheme);
        } catch (JsonRejected e) {
            throw new IllegalArgumentException(which + ": expected a group file: " + e.getMessage(), e);
        }
    }
}
