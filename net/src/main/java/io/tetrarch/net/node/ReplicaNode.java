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
import io.tetrarch.net.ops.NodeMetrics;
import io.tetrarch.net.ops.NodeView;
import io.tetrarch.net.tls.Member;
import io.tetrarch.net.tls.Members;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.node.replica.Links;
import io.tetrarch.node.replica.MailboxLoad;
import io.tetrarch.node.replica.ReplicaState;
import io.tetrarch.pbft.Standing;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.ReplicaMember;
import io.tetrarch.wire.FrameCodec;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One replica at work in this process: it listens for its peers and clients, and keeps a connection to each of its peers.
 * For any thread.
 */
public final class ReplicaNode implements AutoCloseable {
    private static final ReplicaState STARTING =
            new ReplicaState(new Standing(0, false, 0, 0), ReplicaState.Run.VACANT, Optional.empty());

    /** How long a replica that stops lets its last words be sent. */
    private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final NodeFolder home;
    private final LinkCounts counts = new LinkCounts();
    private final CompletableFuture<Throwable> over = new CompletableFuture<>();
    private final AtomicReference<@Nullable OneReplica> replica = new AtomicReference<>();
    private final AtomicReference<@Nullable Acceptor> acceptor = new AtomicReference<>();
    private final Watch watch = new Watch(LinkLimits.DEFAULT, counts);
    private final FrameCodec codec;
    private final PeerLinks links;
    private final Answers answers;
    private final ClientTalk talk;
    private final LeaderWatch leaders;
    private final PeerStandings standings;
    private final NodeMetrics metrics = new NodeMetrics();
    private volatile long tickedNanos = System.nanoTime();

    private ReplicaNode(NodeFolder home) {
        this.home = home;
        this.codec = new FrameCodec(WireLimits.of(home.group().replicas().size()));
        this.links = new PeerLinks(codec);
        this.talk = new ClientTalk(codec, new Askers(), this::toClient);
        this.answers = new Answers(talk);
        this.leaders = new LeaderWatch(home.self(), home.group().replicas().size());
        this.standings = new PeerStandings(home.group().replicas().size());
        metrics.of(new Sight());
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
        return start(home, scheme, bound, links -> links);
    }

    /**
     * The same.
     *
     * @param around puts something before its links, to watch or to disturb what it sends
     */
    public static ReplicaNode start(
            NodeFolder home, SignatureScheme scheme, ServerSocket bound, UnaryOperator<Links> around)
            throws IOException, HomeRefused {
        ReplicaNode node = new ReplicaNode(home);
        try {
            node.begin(scheme, bound, around);
            return node;
        } catch (IOException | HomeRefused | RuntimeException | Error e) {
            bound.close();
            node.close();
            throw e;
        }
    }

    private void begin(SignatureScheme scheme, ServerSocket bound, UnaryOperator<Links> around)
            throws IOException, HomeRefused {
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
                new Reception(this::atWork, answers, talk.askers(), new Reception.Peers(links, leaders, standings)));
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
        replica.set(OneReplica.start(
                home,
                scheme,
                new OneReplica.Outside(
                        around.apply(links),
                        new NodeListener(answers, talk, metrics, founding.replicaNames(), over, this::tick),
                        store -> new TimedStore(store, metrics::appended))));
        acceptor.set(Acceptor.start(bound, way));
    }

    private Optional<OneReplica> atWork() {
        return Optional.ofNullable(replica.get());
    }

    private void tick() {
        tickedNanos = System.nanoTime();
        lookAtLeader();
    }

    private void lookAtLeader() {
        atWork().ifPresent(replica -> {
            long view = replica.state().standing().view();
            int leader = (int) (view % home.group().replicas().size());
            LeaderWatch.Conclusion now = leaders.look(view, links.isGone(leader), System.nanoTime());
            if (now.tell()) {
                links.unreachable(view);
            }
            if (now.leave()) {
                replica.leaderIsGone(view);
            }
        });
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

    /** What there is to see of it. */
    public NodeView view() {
        return new Sight();
    }

    public NodeMetrics metrics() {
        return metrics;
    }

    private final class Sight implements NodeView {
        @Override
        public List<String> replicaNames() {
            return home.group().replicaNames();
        }

        @Override
        public int self() {
            return home.self();
        }

        @Override
        public ReplicaState state() {
            return atWork().map(OneReplica::state).orElse(STARTING);
        }

        @Override
        public List<Peer> peers() {
            return IntStream.range(0, replicaNames().size())
                    .filter(peer -> peer != home.self())
                    .mapToObj(peer -> new Peer(
                            peer,
                            replicaNames().get(peer),
                            links.isConnected(peer),
                            links.queued(peer),
                            standings.of(peer)))
                    .toList();
        }

        @Override
        public Map<String, Long> linkRefusals() {
            Map<String, Long> all = new TreeMap<>();
            counts.all().forEach((reason, count) -> all.put(reason.name().toLowerCase(Locale.ROOT), count));
            return all;
        }

        @Override
        public List<MailboxLoad> mailbox() {
            return atWork().map(OneReplica::mailbox).orElse(List.of());
        }

        @Override
        public long sinceTickMillis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - tickedNanos);
        }
    }

    /** What was refused or dropped of connections, by reason. */
    public Map<LinkCounts.Reason, Long> refused() {
        return counts.all();
    }

    /**
     * Stops the replica after the turn that it is in, lets what that turn said be sent for a moment, ends all connections, and
     * gives the folder back.
     */
    @Override
    public void close() throws IOException {
        Optional<Acceptor> taking = Optional.ofNullable(acceptor.get());
        OneReplica now = replica.get();
        try {
            if (now != null) {
                now.close();
                drain(taking);
            }
        } finally {
            if (taking.isPresent()) {
                taking.get().close();
            }
            links.close();
            watch.close();
            home.close();
        }
    }

    private void drain(Optional<Acceptor> taking) {
        long untilNanos = System.nanoTime() + DRAIN_NANOS;
        try {
            links.drain(untilNanos);
            if (taking.isPresent()) {
                taking.get().drain(untilNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
