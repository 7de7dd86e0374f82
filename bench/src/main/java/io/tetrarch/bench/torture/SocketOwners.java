package io.tetrarch.bench.torture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whose a connection on this machine is, as Linux tells it; elsewhere nobody knows. */
final class SocketOwners {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp6"), Path.of("/proc/net/tcp"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private SocketOwners() {}

    /** Which of these processes has the end at {@code local} of the connection to {@code remote}, by ports. */
    static OptionalLong of(int local, int remote, List<Long> processes) {
        try {
            Optional<String> inode = inode(local, remote);
            if (inode.isPresent()) {
                for (long process : processes) {
                    if (has(process, "socket:[" + inode.get() + "]")) {
                        return OptionalLong.of(process);
                    }
                }
            }
        } catch (IOException e) {
            return OptionalLong.empty(); // ended meanwhile, or no Linux
        }
        return OptionalLong.empty();
    }

    private static Optional<String> inode(int local, int remote) throws IOException {
        String here = port(local);
        String there = port(remote);
        for (Path table : TABLES) {
            if (!Files.exists(table)) {
                continue;
            }
            for (String line : Files.readAllLines(table)) {
                String[] words = line.strip().split(" +", -1);
                if (words.length > INODE && words[LOCAL].endsWith(here) && words[REMOTE].endsWith(there)) {
                    return Optional.of(words[INODE]);
                }
            }
        }
        return Optional.empty();
    }

    private static String port(int port) {
        return String.format(Locale.ROOT, ":%04X", port);
    }

    private static boolean has(long process, String socket) throws IOException {
        Path files = Path.of("/proc", Long.toString(process), "fd");
        if (!Files.isDirectory(files)) {
            return false;
        }
        try (DirectoryStream<Path> each = Files.newDirectoryStream(files)) {
            for (Path file : each) {
                if (Files.isSymbolicLink(file) && isLinkTo(file, socket)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A file that is closed meanwhile is none. */
    private static boolean isLinkTo(Path file, String socket) {
        try {
            return Files.readSymbolicLink(file).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }
}
