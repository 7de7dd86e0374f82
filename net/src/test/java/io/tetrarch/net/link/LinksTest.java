package io.tetrarch.net.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.net.TestCluster;
import io.tetrarch.net.tls.Member;
import io.tetrarch.net.tls.MutualTls;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.FrameCodec;
import io.tetrarch.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to a listening replica, from members and from others. */
class LinksTest {
    /** Long enough for a handshake on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Frame STANDING = new Frame.Standing(3, true, 0, 5, "at_work");

    @TempDir
    Path folder;

    private final FrameCodec codec = new FrameCodec(WireLimits.of(4));
    private final LinkCounts counts = new LinkCounts();
    private final LinkLimits limits = new LinkLimits(
            new LinkLimits.Room(8, 4, 2, 2),
            new LinkLimits.Patience(SHORT, Duration.ofSeconds(20), Duration.ofMillis(100)),
            new LinkLimits.Queue(100, 1 << 20));
    private final Watch watch = new Watch(limits, counts);
    private final BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private TestCluster cluster;
    private Acceptor acceptor;

    @BeforeEach
    void listen() throws Exception {
        cluster = TestCluster.found(folder.resolve("cluster"));
        acceptor = Acceptor.start(
                Acceptor.bind(new Address("127.0.0.1", 0)),
                way(cluster.tls(0), cluster.group().id(), (from, frame) -> {
                    heard.add(frame);
                    from.send(STANDING);
                }));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
        acceptor.close();
        watch.close();
    }

    private Dialer.Way way(MutualTls tls, Digest group, Connection.Handler handler) {
        return new Dialer.Way(tls, codec, watch, () -> Greetings.of(group, 1), handler);
    }

    private Dialer dial(MutualTls tls, Digest group, Predicate<Member> expected, BlockingQueue<Frame> answers) {
        Dialer dialer = new Dialer(
                acceptor.address(), expected, way(tls, group, (from, frame) -> answers.add(frame)), new Random(1));
        toClose.add(dialer);
        return dialer;
    }

    private SSLSocket shaken(MutualTls tls) throws IOException {
        SSLSocket socket = tls.over(plain(), false);
        socket.startHandshake();
        return socket;
    }

    private Socket plain() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), acceptor.address().port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        toClose.add(socket);
        return socket;
    }

    private static boolean isEnded(InputStream in) {
        try {
            in.skip(Long.MAX_VALUE);
            while (in.read() >= 0) {
                in.skip(Long.MAX_VALUE);
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void counted(LinkCounts.Reason reason) {
        assertThat(TestCluster.eventually(() -> counts.of(reason) > 0))
                .as(counts.all().toString())
                .isTrue();
    }

    @Test
    void membersTalkBothWays() throws Exception {
        BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
        Dialer dialer = dial(cluster.tls(1), cluster.group().id(), member -> true, answers);
        dialer.send(codec.encode(Frame.INQUIRY));

        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(Frame.INQUIRY);
        assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo(STANDING);
        assertThat(dialer.isConnected()).isTrue();
    }

    /** Byte for byte what a member once sent: the keys of that connection are gone, so it is nobody's word. */
    @Test
    void aRecordedStreamIsNothingWhenItComesAgain() throws Exception {
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> relay(relay, recorded));
            Dialer dialer = new Dialer(
                    new Address("127.0.0.1", relay.getLocalPort()),
                    member -> true,
                    way(cluster.tls(1), cluster.group().id(), (from, frame) -> {}),
                    new Random(1));
            toClose.add(dialer);
            dialer.send(codec.encode(Frame.INQUIRY));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(Frame.INQUIRY);
            dialer.close();
        }
        Socket again = plain();
        synchronized (recorded) {
            again.getOutputStream().write(recorded.toByteArray());
        }

        assertThat(isEnded(again.getInputStream())).isTrue();
        counted(LinkCounts.Reason.NOT_A_MEMBER);
        assertThat(heard).isEmpty();
    }

    /** One connection, passed on both ways; what its client sends is kept. */
    private void relay(ServerSocket relay, ByteArrayOutputStream recorded) {
        try (Socket client = relay.accept();
                Socket server = plain()) {
            Thread.ofVirtual().start(() -> copy(server, client, OutputStream.nullOutputStream()));
            copy(client, server, recorded);
        } catch (IOException e) {
            return; // the test is over
        }
    }

    private static void copy(Socket from, Socket to, OutputStream kept) {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, read);
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            return;
        }
    }

    @Test
    void whoIsNotWhoShouldAnswerIsLeft() throws Exception {
        Dialer dialer = dial(
                cluster.tls(1),
                cluster.group().id(),
                member -> member instanceof Member.OfSeat seat && seat.index() == 2,
                heard);
        dialer.send(codec.encode(Frame.INQUIRY));

        counted(LinkCounts.Reason.NOT_A_MEMBER);
        assertThat(dialer.trouble()).contains("answers analytical, not who should");
        assertThat(heard).isEmpty();
    }

    @Test
    void aStrangersCertificateIsRefused() throws Exception {
        try (SSLSocket socket = cluster.tlsOfStranger().over(plain(), false)) {
            // the other end may be gone before this one has said all of its own
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.NOT_A_MEMBER);
        assertThat(heard).isEmpty();
    }

    @Test
    void plaintextIsRefused() throws Exception {
        try (Socket socket = plain()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.NOT_A_MEMBER);
    }

    @Test
    void anEarlierTlsIsRefused() throws Exception {
        try (SSLSocket socket = cluster.tls(1).over(plain(), false)) {
            SSLParameters earlier = socket.getSSLParameters();
            earlier.setProtocols(new String[] {"TLSv1.2"});
            socket.setSSLParameters(earlier);
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
        counted(LinkCounts.Reason.NOT_A_MEMBER);
    }

    @Test
    void whoSaysNothingIsLeft() throws Exception {
        try (Socket socket = plain()) {
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.SILENT);
    }

    @Test
    void aGreetingByteByByteIsLeftToo() throws Exception {
        try (SSLSocket socket = shaken(cluster.tls(1))) {
            socket.getOutputStream().write(0);
            socket.getOutputStream().flush();
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.SILENT);
    }

    @Test
    void aFrameThatIsTooLargeIsNotReadAndEndsTheConnection() throws Exception {
        try (SSLSocket socket = shaken(cluster.tls(1))) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(Integer.MAX_VALUE);
            out.flush();
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.MALFORMED);
    }

    @Test
    void garbageAfterTheGreetingEndsTheConnection() throws Exception {
        try (SSLSocket socket = shaken(cluster.tls(1))) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            write(out, codec.encode(Greetings.of(cluster.group().id(), 1)));
            write(out, new byte[] {1, 2, 3, 4, 5});
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.MALFORMED);
        assertThat(heard).isEmpty();
    }

    private static void write(DataOutputStream out, byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }

    @Test
    void theFirstFrameHasToBeAHello() throws Exception {
        try (SSLSocket socket = shaken(cluster.tls(1))) {
            write(new DataOutputStream(socket.getOutputStream()), codec.encode(Frame.INQUIRY));
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.MALFORMED);
        assertThat(heard).isEmpty();
    }

    @Test
    void anotherGroupOrVersionIsRefused() throws Exception {
        for (Frame.Hello hello : List.of(
                Greetings.of(Digest.ZERO, 1),
                new Frame.Hello(9, 8, cluster.group().id(), 1, List.of()))) {
            try (SSLSocket socket = shaken(cluster.tls(1))) {
                write(new DataOutputStream(socket.getOutputStream()), codec.encode(hello));
                assertThat(isEnded(socket.getInputStream())).isTrue();
            }
        }
        assertThat(TestCluster.eventually(() -> counts.of(LinkCounts.Reason.INCOMPATIBLE) == 2))
                .isTrue();
    }

    @Test
    void moreThanTheBoundOfStrangersFindNoRoom() throws Exception {
        for (int i = 0; i < limits.room().strangers(); i++) {
            plain();
        }
        try (Socket socket = plain()) {
            assertThat(isEnded(socket.getInputStream())).isTrue();
        }
        counted(LinkCounts.Reason.TOO_MANY);
    }

    @Test
    void aMembersFurtherConnectionTakesThePlaceOfItsOldest() throws Exception {
        SSLSocket oldest = greeted();
        toClose.add(greeted());
        assertThat(TestCluster.eventually(() -> acceptor.of(second()).size() == 2))
                .isTrue();
        toClose.add(greeted());

        assertThat(isEnded(oldest.getInputStream())).isTrue();
        counted(LinkCounts.Reason.REPLACED);
        assertThat(TestCluster.eventually(() -> acceptor.of(second()).size() == 2))
                .isTrue();
    }

    private static Member second() {
        return new Member.OfSeat(1, "creative");
    }

    private SSLSocket greeted() throws Exception {
        SSLSocket socket = shaken(cluster.tls(1));
        write(
                new DataOutputStream(socket.getOutputStream()),
                codec.encode(Greetings.of(cluster.group().id(), 1)));
        new DataInputStream(socket.getInputStream()).readInt();
        return socket;
    }

    @Test
    void aConnectionThatEndsIsMadeAgain() throws Exception {
        BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
        Dialer dialer = dial(cluster.tls(1), cluster.group().id(), member -> true, answers);
        assertThat(TestCluster.eventually(() -> acceptor.of(second()).size() == 1))
                .isTrue();
        Connection first = acceptor.of(second()).getFirst();
        first.close();
        assertThat(TestCluster.eventually(() -> acceptor.of(second()).stream().anyMatch(each -> each != first)))
                .isTrue();
        dialer.send(codec.encode(Frame.INQUIRY));

        assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo(STANDING);
    }

    @Test
    void addressesAreReadStrictly() {
        assertThat(Address.parse("127.0.0.1:7401")).contains(new Address("127.0.0.1", 7401));
        assertThat(Address.parse("[::1]:7401")).contains(new Address("::1", 7401));
        assertThat(Address.parse("[::1]:7401").orElseThrow()).hasToString("[::1]:7401");
        for (String bad : List.of("", "host", "host:", ":1", "host:70000", "host:-1", "host:1x", "::1:5")) {
            assertThat(Address.parse(bad)).as(bad).isEmpty();
        }
    }
}
