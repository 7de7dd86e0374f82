package io.tetrarch.node.replica;

import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.pbft.Input;
import io.tetrarch.pbft.LateVotes;
import io.tetrarch.pbft.Verified;
import io.tetrarch.pbft.VerifiedRequest;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What comes from outside becomes an input of the replica here, or nothing: what it does not want is not verified, and what is
 * not authentic is told of and dropped. For one thread.
 */
final class Entrance {
    private final int self;
    private final LateVotes late;
    private final ReplicaListener listener;

    Entrance(int self, int replicas, ReplicaListener listener) {
        this.self = self;
        this.late = new LateVotes(replicas);
        this.listener = listener;
    }

    /**
     * A message of a peer, and before it votes of before that it makes wanted.
     *
     * @param taken told of each input at once: it decides what is wanted next
     */
    <M extends Message> void admit(EpochReplica now, int sender, Signed<M> message, Consumer<Input> taken) {
        if (message.sender() != sender) {
            listener.onDropped(self, sender, "sender differs from link");
        } else if (now.replica().wants(message)) {
            late.before(message).forEach(vote -> verify(now, sender, vote, taken));
            verify(now, sender, message, taken);
        } else {
            late.unwanted(message);
        }
    }

    private <M extends Message> void verify(EpochReplica now, int sender, Signed<M> message, Consumer<Input> taken) {
        switch (now.authenticator().authenticate(message)) {
            case Authentication.Accepted<Verified<M>> accepted -> taken.accept(new Input.Received(accepted.value()));
            case Authentication.Refused<Verified<M>> refused ->
                listener.onDropped(self, sender, refused.reason().name());
        }
    }

    Optional<Input> admit(EpochReplica now, SignedRequest request) {
        if (!now.replica().wants(request)) {
            return Optional.empty();
        }
        return switch (now.authenticator().authenticate(request)) {
            case Authentication.Accepted<VerifiedRequest> accepted ->
                Optional.of(new Input.Submitted(accepted.value()));
            case Authentication.Refused<VerifiedRequest> refused -> {
                listener.onRefused(self, request.digest(), new ReplicaListener.Refusal.NotAuthentic(refused.reason()));
                yield Optional.empty();
            }
        };
    }
}
