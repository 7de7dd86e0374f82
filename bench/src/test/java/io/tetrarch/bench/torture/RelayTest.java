package io.tetrarch.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes between two sockets, with a relay on the way; whoever connects here is taken for replica 1. */
class RelayTest {
    private static final int SOON_MILLIS = 200;
    private static final int PATIENCE_MILLIS = 10_000;

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private ServerSocket replica;
    private Relay relay;
    private int port;

    @BeforeEach
    void begin() throws Exception {
        replica = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        relay = Relay.open(2, process -> 1);
        toClose.add(relay);
        toClose.add(replica);
        relay.begin(0, replica.getLocalPort());
        port = Integer.parseInt(relay.addresses().getFirst().substring("127.0.0.1:".length()));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : toClose) {
            each.close();
        }
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        toClose.add(socket);
        return socket;
    }

    private Socket accepted() throws IOException {
        Socket socket = replica.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        toClose.add(socket);
        return socket;
    }

    @Test
    void bytesPassBothWays() throws Exception {
        Socket from = connected();
        Socket to = accepted();

        from.getOutputStream().write(7);
        assertThat(to.getInputStream().read()).isEqualTo(7);
        to.getOutputStream().write(8);
        assertThat(from.getInputStream().read()).isEqualTo(8);
    }

    @Test
    void whatIsCutOneWayIsHeldAndTheOtherWayPasses() throws Exception {
        Socket from = connected();
        Socket to = accepted();
        relay.set(1, 0, LinkState.ONE_WAY);

        from.getOutputStream().write(7);
        to.getOutputStream().write(8);
        assertThat(from.getInputStream().read()).isEqualTo(8);
        to.setSoTimeout(SOON_MILLIS);
        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        relay.heal();
        to.setSoTimeout(PATIENCE_MILLIS);
        assertThat(to.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void aResetEndsTheConnectionAndNotTheNext() throws Exception {
        Socket from = connected();
        Socket through = accepted();
        from.getOutputStream().write(1);
        assertThat(through.getInputStream().read()).isEqualTo(1);
        relay.reset(0, 1);
        assertThat(from.getInputStream().read()).isNegative();

        Socket again = connected();
        Socket to = accepted();
        again.getOutputStream().write(2);
        assertThat(to.getInputStream().read()).isEqualTo(2);
    }

    @Test
    void whereTheReplicasProcessHasEndedNobodyListens() throws Exception {
        relay.end(0);
        assertThatThrownBy(this::connected).isInstanceOf(ConnectException.class);

        relay.begin(0, replica.getLocalPort());
        Socket from = connected();
        Socket to = accepted();
        from.getOutputStream().write(3);
        assertThat(to.getInputStream().read()).isEqualTo(3);
    }

    @Test
    void aConnectionIsKnownForTheProcessThatMadeIt() throws Exception {
        Socket from = connected();

        assertThat(SocketOwners.of(
                        from.getLocalPort(),
                        port,
                        List.of(ProcessHandle.current().pid())))
                .hasValue(ProcessHandle.current().pid());
        assertThat(SocketOwners.of(from.getLocalPort(), port, List.of())).isEmpty();
    }
}
