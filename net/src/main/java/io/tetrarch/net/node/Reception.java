package io.tetrarch.net.node;

import io.tetrarch.embedded.OneReplica;
import io.tetrarch.net.link.Connection;
import io.tetrarch.net.link.RefusedException;
import io.tetrarch.net.tls.Member;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.wire.Frame;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What members send to a replica, each what it may: peers messages, clients requests of their own. */
final class Reception implements Connection.Handler {
    private final Supplier<Optional<OneReplica>> replica;
    private final Answers answers;
    private final Askers askers;
    private final Peers peers;
    private final ReadingDesk desk;

    /** What is kept of peers. */
    record Peers(PeerLinks links, LeaderWatch leaders, PeerStandings standings) {}

    /** @param replica empty until it has recovered; what comes before is lost */
    Reception(Supplier<Optional<OneReplica>> replica, Answers answers, Askers askers, Peers peers) {
        this.replica = replica;
        this.answers = answers;
        this.askers = askers;
        this.peers = peers;
        this.desk = new ReadingDesk(replica);
    }

    @Override
    public void onFrame(Connection from, Frame frame) throws RefusedException {
        switch (frame) {
            case Frame.Told told -> hear(from, told);
            case Frame.Asked asked -> take(from, asked.request(), asked.quiet());
            case Frame.Inquiry inquiry -> replica.get().ifPresent(each -> from.send(standing(each.state())));
            case Frame.Hello hello -> throw RefusedException.misplaced(from, "a second HELLO");
            case Frame.Replied replied -> throw RefusedException.misplaced(from, "a REPLY");
            case Frame.Refused refused -> throw RefusedException.misplaced(from, "a REFUSAL");
            case Frame.Standing standing -> throw RefusedException.misplaced(from, "a STANDING");
            case Frame.Unreachable unreachable -> {
                if (!(from.peer() instanceof Member.OfSeat seat)) {
                    throw RefusedException.misplaced(from, "an UNREACHABLE");
                }
                peers.leaders().heard(seat.index(), unreachable.view(), System.nanoTime());
            }
            case Frame.LedgerQuery query -> desk.answer(client(from), query);
            case Frame.InspectionQuery query -> desk.inspect(client(from));
            case Frame.LedgerAnswer answer -> throw RefusedException.misplaced(from, "a LEDGER ANSWER");
            case Frame.InspectionAnswer answer -> throw RefusedException.misplaced(from, "an INSPECTION ANSWER");
            case Frame.Beat beat -> {}
        }
    }

    private static Connection client(Connection from) throws RefusedException {
        if (!(from.peer() instanceof Member.OfClient)) {
            throw RefusedException.misplaced(from, "what clients ask");
        }
        return from;
    }

    private void hear(Connection from, Frame.Told told) throws RefusedException {
        if (!(from.peer() instanceof Member.OfSeat seat)) {
            throw RefusedException.misplaced(from, "a replica's message");
        }
        if (told.message().sender() != seat.index()) {
            throw RefusedException.anothersName(
                    from, "a message of replica " + told.message().sender());
        }
        peers.links().heard(seat.index());
        if (told.message().message() instanceof Status status) {
            peers.standings().heard(seat.index(), status);
        }
        replica.get().ifPresent(each -> each.receive(seat.index(), told.message()));
    }

    /** What was decided already is answered, and not decided again. */
    private void take(Connection from, SignedRequest request, boolean quiet) throws RefusedException {
        if (!(from.peer() instanceof Member.OfClient client)) {
            throw RefusedException.misplaced(from, "a client's request");
        }
        if (!request.id().client().equals(client.keyId())) {
            throw RefusedException.anothersName(from, "a request of another client");
        }
        // before the answers are looked at, so that one that is decided meanwhile is sent by whoever decides it
        askers.add(request.digest(), new Askers.Asker(client.keyId(), quiet));
        Optional<byte[]> known = quiet ? Optional.empty() : answers.find(request.digest());
        if (known.isPresent()) {
            from.sendEncoded(known.get());
            return;
        }
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
