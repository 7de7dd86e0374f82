package io.tetrarch.net.tls;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who may connect: the members of a group in its present epoch. For any thread. */
public final class Members {
    private final Supplier<Group> group;
    private final SignatureScheme scheme;

    /** A member with the key that vouches for its connections. */
    record Known(Member member, VerifyingKey key) {}

    /** @param group as it is now; asked at each connection */
    public Members(Supplier<Group> group, SignatureScheme scheme) {
        this.group = group;
        this.scheme = scheme;
    }

    /** The id of the group at its founding, which it keeps for good. */
    public Digest founding() {
        return group.get().founding().groupId();
    }

    Optional<Known> find(Digest keyId) {
        Group now = group.get();
        List<ReplicaMember> seats = now.replicas();
        for (int i = 0; i < seats.size(); i++) {
            Bytes key = seats.get(i).key();
            if (!seats.get(i).isVacant() && Hash.sha3(key.readOnlyArray()).equals(keyId)) {
                return Optional.of(known(new Member.OfSeat(i, seats.get(i).name()), key));
            }
        }
        for (ClientMember client : now.clients()) {
            if (client.keyId().equals(keyId)) {
                return Optional.of(known(new Member.OfClient(keyId, client.name()), client.key()));
            }
        }
        return Optional.empty();
    }

    private Known known(Member member, Bytes key) {
        return new Known(member, scheme.verifyingKey(key.toArray()));
    }
}
