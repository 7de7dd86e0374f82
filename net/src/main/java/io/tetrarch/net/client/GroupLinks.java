package io.tetrarch.net.client;

import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.PathReply;
import io.tetrarch.client.request.Refusal;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.link.Connection;
import io.tetrarch.net.link.Dialer;
import io.tetrarch.net.link.Greetings;
import io.tetrarch.net.link.LinkCounts;
import io.tetrarch.net.link.LinkLimits;
import io.tetrarch.net.link.RefusedException;
import io.tetrarch.net.link.Watch;
import io.tetrarch.net.tls.Member;
import io.tetrarch.net.tls.Members;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import io.tetrarch.wire.WireLimits;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A client's connections to the replicas of its group, each kept up. For any thread. */
final class GroupLinks implements AutoCloseable {
    private final FrameCodec codec;
    private final LinkCounts counts = new LinkCounts();
    private final Watch watch = new Watch(LinkLimits.DEFAULT, counts);
    private final List<Dialer> replicas;
    private final BiConsumer<Member.OfSeat, Frame> told;
    private final Turns turns = new Turns();
    private final int weakQuorum;
    private volatile @Nullable GroupClient desk;

    /** Whose turn it is to answer, and what was asked lately. For any thread. */
    private static final class Turns {
        private static final int MOST = 65_536;

        private final SequencedSet<Digest> asked = new LinkedHashSet<>();
        private int next;

        synchronized boolean isNew(Digest request) {
            boolean isNew = asked.add(request);
            if (asked.size() > MOST) {
                asked.removeFirst();
            }
            return isNew;
        }

        synchronized int next() {
            next = (next + 1) & Integer.MAX_VALUE;
            return next;
        }
    }

    /** @param told what a replica says of itself, and of its ledger: a STANDING, a LEDGER ANSWER, an INSPECTION ANSWER */
    GroupLinks(
            ClientFolder home, SignatureScheme scheme, List<Address> addresses, BiConsumer<Member.OfSeat, Frame> told) {
        Group group = home.group();
        this.codec = new FrameCodec(WireLimits.of(group.replicas().size()));
        this.told = told;
        this.weakQuorum = new GroupSize(group.replicas().size()).weakQuorum();
        Members members = new Members(() -> group, scheme);
        Dialer.Way way = new Dialer.Way(
                new MutualTls(home.self().name(), home.gateKey(), members, InstantSource.system()),
                codec,
                watch,
                () -> Greetings.of(group.founding().groupId(), group.title().epoch()),
                this::onFrame);
        this.replicas = addresses.stream()
                .map(address -> new Dialer(
                        address, member -> member instanceof Member.OfSeat, way, RandomGenerator.getDefault()))
                .toList();
    }

    /** Who is told what the replicas answer. */
    void answerTo(GroupClient client) {
        desk = client;
    }

    /**
     * A request, to every replica. Never waits. The first time f+1 of those that are connected are to answer, by turns: one
     * of them is honest, and each answer proves itself. If none does, all are, the next time.
     */
    void submit(SignedRequest request) {
        byte[] frame = codec.encode(new Frame.Asked(request, false));
        byte[] quiet = codec.encode(new Frame.Asked(request, true));
        boolean first = turns.isNew(request.digest());
        int at = turns.next();
        int loud = 0;
        for (int i = 0; i < replicas.size(); i++) {
            Dialer replica = replicas.get((at + i) % replicas.size());
            boolean mayBeQuiet = first && loud >= weakQuorum && replica.can(Frame.QUIET);
            replica.send(mayBeQuiet ? quiet : frame);
            loud += replica.isConnected() ? 1 : 0;
        }
    }

    /** Asks every replica where it stands. */
    void inquire() {
        byte[] frame = codec.encode(Frame.INQUIRY);
        replicas.forEach(replica -> replica.send(frame));
    }

    /** Asks this replica alone; whether there is a connection to it over which it can be asked that. */
    boolean ask(int replica, Frame question) {
        for (Dialer each : replicas) {
            boolean isIt = each.peer()
                    .filter(peer -> peer instanceof Member.OfSeat seat && seat.index() == replica)
                    .isPresent();
            if (isIt && each.can(Frame.READING)) {
                each.send(codec.encode(question));
                return true;
            }
        }
        return false;
    }

    /** Which of them are not connected, and why; empty if all are. */
    String reach() {
        List<String> parts = replicas.stream()
                .filter(each -> !each.isConnected())
                .map(each -> each.address() + ": " + each.trouble())
                .toList();
        return parts.isEmpty()
                ? ""
                : parts.size() + " of the " + replicas.size() + " replicas asked are not connected ("
                        + String.join("; ", parts) + ")";
    }

    List<Dialer> replicas() {
        return replicas;
    }

    private void onFrame(Connection from, Frame frame) throws RefusedException {
        if (!(from.peer() instanceof Member.OfSeat seat)) {
            throw RefusedException.misplaced(from, "an answer");
        }
        GroupClient asked = desk;
        switch (frame) {
            case Frame.Replied replied -> {
                if (asked != null) {
                    asked.onReply(new PathReply(
                            replied.entry(),
                            replied.path(),
                            replied.header(),
                            replied.certificate(),
                            replied.prepares()));
                }
            }
            case Frame.Refused refused -> {
                if (asked != null) {
                    asked.onRefused(seat.index(), refused.request(), new Refusal(refused.word(), refused.lasting()));
                }
            }
            case Frame.Standing standing -> told.accept(seat, standing);
            case Frame.LedgerAnswer answer -> told.accept(seat, answer);
            case Frame.InspectionAnswer answer -> told.accept(seat, answer);
            case Frame.Beat beat -> {}
            case Frame.Hello hello -> throw RefusedException.misplaced(from, "a second HELLO");
            case Frame.Told told -> throw RefusedException.misplaced(from, "a message for replicas");
            case Frame.Asked other -> throw RefusedException.misplaced(from, "a request");
            case Frame.Unreachable unreachable -> throw RefusedException.misplaced(from, "an UNREACHABLE");
            case Frame.LedgerQuery query -> throw RefusedException.misplaced(from, "a LEDGER QUERY");
            case Frame.InspectionQuery query -> throw RefusedException.misplaced(from, "an INSPECTION QUERY");
            case Frame.Inquiry inquiry -> throw RefusedException.misplaced(from, "an INQUIRY");
        }
    }

    @Override
    public void close() {
        replicas.forEach(Dialer::close);
        watch.close();
    }
}
