package io.tetrarch.net.node;

import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.OneReplica;
import io.tetrarch.embedded.home.HomeRefused;
import io.tetrarch.embedded.home.NodeFolder;
import io.tetrarch.net.link.Acceptor;
import io.tetrarch.net.link.Address;
import io.tetrarch.net.link.Dialer;
import io.tetrarch.net.link.Greetings;
import io.tetrarch.net.link.LinkCounts;
import io.tetrarch.net.link.LinkLimits;
import io.tetrarch.net.link.Watch;
import io.tetrarch.net.tls.Member;
import io.tetrarch.net.tls.Members;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.wire.FrameCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One replica at work in this process: it listens for its peers and clients, and keeps a connection to each of its peers.
 * For any thread.
 */
public final class ReplicaNode implements AutoCloseable {
    private final NodeFolder home;
    private final LinkCounts counts = new LinkCounts();
    private final CompletableFuture<Throwable> over = new CompletableFuture<>();
    private final AtomicReference<@Nullable OneReplica> replica = new AtomicReference<>();
    private final AtomicReference<@Nullable Acceptor> acceptor = new AtomicReference<>();
    private final Watch watch = new Watch(LinkLimits.DEFAULT, counts);
    private final FrameCodec codec;
    private final PeerLinks links;
    private final Answers answers;
    private final Askers askers = new Askers();

    private ReplicaNode(NodeFolder home) {
        this.home = home;
        this.codec = new FrameCodec(WireLimits.of(home.group().replicas().size()));
        this.links = new PeerLinks(codec);
        this.answers = new Answers(codec, this::toClient);
    }

    /** Where the group file says that the replica of this folder is reached. */
    public static Address addressOf(NodeFolder home) throws HomeRefused {
        return address(home.group().replicas().get(home.self()));
    }

    private static Address address(ReplicaMember seat) throws HomeRefused {
        return seat.address()
                .flatMap(Address::parse)
                .orElseThrow(() -> new HomeRefused("the group file says of no address of " + seat.name()));
    }

    /**
     * Recovers the replica and begins.
     *
     * @param bound where it listens; closed with the node, and if it cannot start
     * @throws HomeRefused if its store cannot be used
     */
    public static ReplicaNode start(NodeFolder home, SignatureScheme scheme, ServerSocket bound)
            throws IOException, HomeRefused {
        ReplicaNode node = new ReplicaNode(home);
        try {
            node.begin(scheme, bound);
            return node;
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            bound.close();
            node.close();
            throw e;
        }
    }

    private void begin(SignatureScheme scheme, ServerSocket bound) throws IOException, HomeRefused {
        Group founding = home.group();
        List<ReplicaMember> seats = founding.replicas();
        String name = seats.get(home.self()).name();
        Members members = new Members(this::group, scheme);
        Dialer.Way way = new Dialer.Way(
                new MutualTls(name, home.key(), members, InstantSource.system()),
                codec,
                watch,
                () -> Greetings.of(
                        founding.founding().groupId(), group().title().epoch()),
                new Reception(this::atWork, answers, askers));
        // before anything is sent, so that nothing of it is lost
        for (int i = 0; i < seats.size(); i++) {
            int peer = i;
            if (peer != home.self()) {
                links.add(
                        peer,
                        new Dialer(
                                address(seats.get(peer)),
                                member -> member instanceof Member.OfSeat seat && seat.index() == peer,
                                way,
                                RandomGenerator.getDefault()));
            }
        }
        replica.set(
                OneReplica.start(home, scheme, links, new NodeListener(codec, answers, askers, this::toClient, over)));
        acceptor.set(Acceptor.start(bound, way));
    }

    private Optional<OneReplica> atWork() {
        return Optional.ofNullable(replica.get());
    }

    /** In the epoch that this replica has come to. */
    private Group group() {
        return atWork().map(OneReplica::group).orElseGet(home::group);
    }

    private void toClient(Digest keyId, byte[] frame) {
        Acceptor taking = acceptor.get();
        if (taking != null) {
            group().client(keyId)
                    .map(client -> new Member.OfClient(keyId, client.name()))
                    .ifPresent(client -> taking.of(client).forEach(each -> each.sendEncoded(frame)));
        }
    }

    /** Completed with the reason once the replica has stopped for good; it says nothing more then. */
    public CompletableFuture<Throwable> over() {
        return over;
    }

    /** What was refused or dropped of connections, by reason. */
    public Map<LinkCounts.Reason, Long> refused() {
        return counts.all();
    }

    /** Stops the replica after the turn that it is in, ends all connections, and gives the folder back. */
    @Override
    public void close() throws IOException {
        Optional<Acceptor> taking = Optional.ofNullable(acceptor.get());
        if (taking.isPresent()) {
            taking.get().close();
        }
        OneReplica now = replica.get();
        try {
            if (now != null) {
                now.close();
            }
        } finally {
            links.close();
            watch.close();
            home.close();
        }
    }
}
