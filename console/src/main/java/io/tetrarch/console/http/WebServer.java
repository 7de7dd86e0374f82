package io.tetrarch.console.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.util.JavalinBindException;
import io.tetrarch.console.access.Access;
import io.tetrarch.console.access.Sessions;
import io.tetrarch.console.http.Problem.Kind;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP server: guards at the door, the routes of the API, and the pages. */
public final class WebServer implements AutoCloseable {
    private static final long STOP_MILLIS = 3_000;

    private final Javalin javalin;
    private final Address address;
    private final Optional<GateSocket> socket;

    /**
     * Where to listen.
     *
     * @param host an address of this machine
     * @param port 0 for any that is free
     * @param names other names that this server goes by, of a proxy before it for instance
     * @param socket of the Unix domain, beside that; whoever may connect to it asks without a token
     * @param proxy the address of the one that ends TLS before this server
     */
    public record Address(
            String host, int port, List<String> names, Optional<Path> socket, Optional<InetAddress> proxy) {
        /** Without a socket of the Unix domain, and without a proxy. */
        public Address(String host, int port, List<String> names) {
            this(host, port, names, Optional.empty(), Optional.empty());
        }

        public Address withSocket(Path path) {
            return new Address(host, port, names, Optional.of(path), proxy);
        }

        public Address withProxy(InetAddress ended) {
            return new Address(host, port, names, socket, Optional.of(ended));
        }

        public boolean isLoopback() {
            try {
                return InetAddress.getByName(host).isLoopbackAddress();
            } catch (java.net.UnknownHostException e) {
                return false;
            }
        }

        /** Without those that only a proxy is asked by. */
        List<String> hosts() {
            List<String> hosts = new ArrayList<>(proxy.isPresent() ? List.of() : names);
            hosts.add(host.contains(":") ? "[" + host + "]" : host);
            if (isLoopback()) {
                hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
            }
            return hosts;
        }

        Address with(int other) {
            return new Address(host, other, names, socket, proxy);
        }

        /** As it is typed into a browser. */
        public String url() {
            return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
        }
    }

    /** @param pages folders that pages are read from before those that come with this module */
    public record Offer(List<Route> routes, Access access, Limits limits, List<Path> pages) {}

    private WebServer(Javalin javalin, Address address, Optional<GateSocket> socket) {
        this.javalin = javalin;
        this.address = address;
        this.socket = socket;
    }

    /** The same address, with a port that is free where any is wanted. */
    public static Address withPort(Address wanted) throws IOException {
        return wanted.port() == 0 ? wanted.with(freePort(wanted)) : wanted;
    }

    /** @throws BindException if the port is in use or may not be used */
    public static WebServer start(Address wanted, Offer offer) throws IOException {
        Address address = withPort(wanted);
        Javalin javalin = Javalin.create(config -> configure(config, address, offer));
        try {
            javalin.start(address.host(), address.port());
            Optional<GateSocket> socket = address.socket().isEmpty()
                    ? Optional.empty()
                    : Optional.of(GateSocket.open(
                            address.socket().get(), javalin.jettyServer().server()));
            return new WebServer(javalin, address, socket);
        } catch (IOException e) {
            javalin.stop();
            throw e;
        } catch (JavalinBindException e) {
            javalin.stop();
            throw (BindException) new BindException("port " + address.port() + " on " + address.host()).initCause(e);
        }
    }

    /** Which port is free has to be known before the start, since requests are held against it. */
    private static int freePort(Address wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(wanted.host()))) {
            return socket.getLocalPort();
        }
    }

    public Address address() {
        return address;
    }

    private static void configure(JavalinConfig config, Address address, Offer offer) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Body.MAX_BYTES + 1L;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.http.defaultContentType = "application/json";
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(16 * 1024);
        });
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(STOP_MILLIS);
            server.setErrorHandler(new BareProblems());
        });
        new Answers(offer.routes()).install(config);
        Origins origins = address.proxy().isPresent()
                ? Origins.behindProxy(address.hosts(), address.port(), address.names())
                : new Origins(address.hosts(), address.port());
        Proxied proxied = new Proxied(address.proxy());
        config.routes.before(context -> {
            Headers.put(context);
            if (!GateSocket.brought(context)) {
                proxied.check(context);
                origins.check(context);
            }
            offer.limits().check(context);
        });
        for (Route route : offer.routes()) {
            config.routes.addHttpHandler(route.method(), route.path(), context -> {
                admit(offer.access(), route, context);
                route.handler().handle(context);
            });
        }
        offer.pages()
                .forEach(folder -> config.staticFiles.add(files -> {
                    pages(files);
                    files.directory = folder.toString();
                    files.location = Location.EXTERNAL;
                }));
        config.staticFiles.add(files -> {
            pages(files);
            files.directory = "/web";
            files.location = Location.CLASSPATH;
            files.precompressMaxSize = 1 << 20;
        });
    }

    /** Asked again each time, and sent again only if it changed. */
    private static void pages(StaticFileConfig files) {
        files.headers = Map.of("Cache-Control", "no-cache");
    }

    private static void admit(Access access, Route route, Context context) throws Problem {
        Access asked = GateSocket.brought(context) ? Access.LOCAL : access;
        switch (asked.ask(context, route.role())) {
            case GRANTED -> {}
            case UNKNOWN ->
                throw new Problem(Kind.UNAUTHORIZED, "expected Authorization: Bearer with a known token")
                        .withHeader("WWW-Authenticate", "Bearer");
            case FORGED ->
                throw new Problem(
                        Kind.FORBIDDEN,
                        "expected the header " + Sessions.HEADER + ", as /v1/session tells it to this server's pages");
            case CLOSED ->
                throw new Problem(Kind.TOO_MANY_REQUESTS, "too many wrong tokens; none is taken for a minute")
                        .retryAfter(60);
            case LACKS_ROLE ->
                throw new Problem(
                        Kind.FORBIDDEN,
                        "the token lacks the role "
                                + route.role().map(role -> role.word()).orElse(""));
        }
    }

    /** Stops taking requests, waits a moment for those at work, and ends. */
    @Override
    public void close() {
        socket.ifPresent(GateSocket::close);
        javalin.stop();
    }
}
