package io.tetrarch.cli.mcp;

import io.tetrarch.agents.mcp.McpHttp;
import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.terminal.Terminal;
import io.tetrarch.console.StopSignal;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Servers that are offered by HTTP until a signal comes. */
final class McpListen {
    private static final int MOST_PORT = 65_535;

    private McpListen() {}

    /** What {@code --listen} says: a port, or an address of this machine and a port. */
    static InetSocketAddress address(String text) throws Failure {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST_PORT || host.isEmpty()) {
            throw Failure.badInput("--listen: expected PORT or ADDRESS:PORT, found '" + text + "'");
        }
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
            if (!address.getAddress().isLoopbackAddress()) {
                throw Failure.badInput("--listen: " + host
                        + " can be reached from other machines, and nothing tells who asks; expected an address such as"
                        + " 127.0.0.1");
            }
            return address;
        } catch (UnknownHostException e) {
            throw Failure.badInput("--listen: " + host + " is no address");
        }
    }

    static void serve(InetSocketAddress address, Map<String, McpHttp.Offer> offers, Terminal terminal)
            throws Failure, IOException, InterruptedException {
        settings();
        try (StopSignal signal = StopSignal.install();
                McpHttp http = McpHttp.start(address, offers)) {
            String host = address.getAddress().getHostAddress();
            for (Map.Entry<String, McpHttp.Offer> each : offers.entrySet()) {
                terminal.out()
                        .line("mcp      http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + http.port()
                                + each.getKey() + "  "
                                + each.getValue().server().name());
            }
            terminal.out().line("stop     Ctrl-C");
            terminal.flush();
            signal.await();
        } catch (BindException e) {
            throw Failure.badInput(
                    "--listen: " + address.getPort() + " is in use, or may not be used; 0 takes any that is free");
        }
    }

    /** The platform's server reads these once; without them it waits for a slow request for ever, and 40 ms for a packet. */
    private static void settings() {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "200");
        System.setProperty("jdk.httpserver.maxConnections", "1000");
    }
}
