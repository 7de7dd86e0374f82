package io.tetrarch.console;

import io.tetrarch.console.access.Access;
import io.tetrarch.console.http.Limits;
import io.tetrarch.console.http.WebServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a console is served.
 *
 * @param pages folders that pages are read from before those that come with the console
 * @param charterText of the charter that the group was founded with
 */
public record ConsoleOptions(
        WebServer.Address address,
        Access access,
        Limits limits,
        Streams bounds,
        List<Path> pages,
        Optional<String> charterText) {
    /**
     * Bounds of the event streams.
     *
     * @param streams that may be open at once
     * @param eventsKept for readers that come back
     */
    public record Streams(int streams, int eventsKept) {
        public static final Streams STANDARD = new Streams(64, 8_192);
    }

    /** Where the console is found unless said otherwise. */
    public static final int PORT = 7400;

    public ConsoleOptions {
        pages = List.copyOf(pages);
    }

    /** For this machine alone, without tokens. */
    public static ConsoleOptions local(int port) {
        return new ConsoleOptions(
                new WebServer.Address("127.0.0.1", port, List.of()),
                Access.LOCAL,
                Limits.standard(),
                Streams.STANDARD,
                List.of(),
                Optional.empty());
    }

    /** At another address, for those who have a token. */
    public static ConsoleOptions shared(WebServer.Address address, Access tokens) {
        return new ConsoleOptions(address, tokens, Limits.standard(), Streams.STANDARD, List.of(), Optional.empty());
    }

    public ConsoleOptions withPages(Path folder) {
        return new ConsoleOptions(address, access, limits, bounds, List.of(folder), charterText);
    }

    public ConsoleOptions withAccess(Access other) {
        return new ConsoleOptions(address, other, limits, bounds, pages, charterText);
    }

    public ConsoleOptions withLimits(Limits other) {
        return new ConsoleOptions(address, access, other, bounds, pages, charterText);
    }

    public ConsoleOptions withBounds(Streams other) {
        return new ConsoleOptions(address, access, limits, other, pages, charterText);
    }

    public ConsoleOptions withCharterText(String text) {
        return new ConsoleOptions(address, access, limits, bounds, pages, Optional.of(text));
    }
}
