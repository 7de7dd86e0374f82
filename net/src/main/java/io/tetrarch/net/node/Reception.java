package io.tetrarch.net.node;

import io.tetrarch.embedded.OneReplica;
import io.tetrarch.net.link.Connection;
import io.tetrarch.net.link.RefusedException;
import io.tetrarch.net.tls.Member;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.wire.Frame;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What members send to a replica, each what it may: peers messages, clients requests of their own. */
final class Reception implements Connection.Handler {
    private final Supplier<Optional<OneReplica>> replica;
    private final Answers answers;
    private final Askers askers;

    /** @param replica empty until it has recovered; what comes before is lost */
    Reception(Supplier<Optional<OneReplica>> replica, Answers answers, Askers askers) {
        this.replica = replica;
        this.answers = answers;
        this.askers = askers;
    }

    @Override
    public void onFrame(Connection from, Frame frame) throws RefusedException {
        switch (frame) {
            case Frame.Told told -> hear(from, told);
            case Frame.Asked asked -> take(from, asked.request());
            case Frame.Inquiry inquiry -> replica.get().ifPresent(each -> from.send(standing(each.state())));
            case Frame.Hello hello -> throw RefusedException.misplaced(from, "a second HELLO");
            case Frame.Replied replied -> throw RefusedException.misplaced(from, "a REPLY");
            case Frame.Refused refused -> throw RefusedException.misplaced(from, "a REFUSAL");
            case Frame.Standing standing -> throw RefusedException.misplaced(from, "a STANDING");
            case Frame.Beat beat -> {}
        }
    }

    private void hear(Connection from, Frame.Told told) throws RefusedException {
        if (!(from.peer() instanceof Member.OfSeat seat)) {
            throw RefusedException.misplaced(from, "a replica's message");
        }
        if (told.message().sender() != seat.index()) {
            throw RefusedException.anothersName(
                    from, "a message of replica " + told.message().sender());
        }
        replica.get().ifPresent(each -> each.receive(seat.index(), told.message()));
    }

    /** What was decided already is answered, and not decided again. */
    private void take(Connection from, SignedRequest request) throws RefusedException {
        if (!(from.peer() instanceof Member.OfClient client)) {
            throw RefusedException.misplaced(from, "a client's request");
        }
        if (!request.id().client().equals(client.keyId())) {
            throw RefusedException.anothersName(from, "a request of another client");
        }
        Optional<byte[]> known = answers.find(request.digest());
        if (known.isPresent()) {
            from.sendEncoded(known.get());
            return;
        }
        askers.add(request.digest(), client.keyId());
        replica.get().ifPresent(each -> each.submit(request));
    }

    private static Frame.Standing standing(ReplicaState state) {
        return new Frame.Standing(
                state.standing().view(),
                state.standing().active(),
                state.standing().lowWatermark(),
                state.standing().executed(),
                state.run().name().toLowerCase(Locale.ROOT));
    }
}
