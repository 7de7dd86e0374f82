package io.tetrarch.console.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/**
 * A socket of the Unix domain by which the same server is asked. Its file's mode says who may: the gate's user alone. No
 * browser gets there, so a request's {@code Host} and {@code Origin} say nothing.
 */
public final class GateSocket implements AutoCloseable {
    /** What the addresses of all systems hold, less the end. */
    private static final int LONGEST = 100;

    private static final String ATTRIBUTE = "io.tetrarch.socket";
    private static final int HEADERS = 16 * 1024;

    private final Path path;
    private final UnixDomainServerConnector connector;

    private GateSocket(Path path, UnixDomainServerConnector connector) {
        this.path = path;
        this.connector = connector;
    }

    /** Whether a system can have a socket by this name. */
    public static boolean fits(Path path) {
        return path.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** Whether this request came by such a socket. */
    public static boolean brought(Context context) {
        return context.req().getAttribute(ATTRIBUTE) != null;
    }

    /**
     * Listens there, in the place of a socket that a killed server left. It is bound where nobody else may enter, and gets
     * its name when it has its mode.
     */
    static GateSocket open(Path path, Server server) throws IOException {
        Path closed = path.resolveSibling(".s");
        Path bound = closed.resolve("s");
        if (!Files.isDirectory(closed)) {
            Files.createDirectory(
                    closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Files.deleteIfExists(bound);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADERS);
        http.addCustomizer((request, headers) -> {
            request.setAttribute(ATTRIBUTE, true);
            return request;
        });
        UnixDomainServerConnector connector = new UnixDomainServerConnector(server, new HttpConnectionFactory(http));
        connector.setUnixDomainPath(bound);
        try {
            connector.start();
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
            Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            server.addConnector(connector);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("no socket at " + path, e);
        } finally {
            Files.deleteIfExists(bound);
            Files.deleteIfExists(closed);
        }
        return new GateSocket(path, connector);
    }

    /** Takes its name away; requests at work are ended with the server. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.getLogger("io.tetrarch.console")
                    .log(System.Logger.Level.WARNING, () -> "socket left behind: path=" + path);
        }
    }

    @Override
    public String toString() {
        return path + " " + connector.getState();
    }
}
