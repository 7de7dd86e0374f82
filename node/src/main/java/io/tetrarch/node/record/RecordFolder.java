package io.tetrarch.node.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of the records, which only its owner may read: {@code NAME-N.halt}, N counting up. Of one replica the latest
 * few stay.
 *
 * @param path made with the first record
 */
public record RecordFolder(Path path) {
    /** Records of one replica at most. */
    public static final int MOST = 4;

    private static final FileAttribute<?> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private record Numbered(Path file, long number) {}

    /** Writes one more record of this replica, synced, and drops those that are too many. */
    Path keep(String replica, byte[] record) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectory(path, FOLDER_MODE);
        }
        List<Numbered> earlier = recordsOf(replica);
        long number = earlier.isEmpty() ? 1 : earlier.getLast().number() + 1;
        Path file = path.resolve(replica + "-" + number + ".halt");
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE_MODE)) {
            ByteBuffer left = ByteBuffer.wrap(record);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        for (Numbered old : earlier.subList(0, Math.max(0, earlier.size() + 1 - MOST))) {
            Files.deleteIfExists(old.file());
        }
        return file;
    }

    /** The records of a replica, the latest last. */
    public List<Path> of(String replica) throws IOException {
        return recordsOf(replica).stream().map(Numbered::file).toList();
    }

    private List<Numbered> recordsOf(String replica) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        Pattern name = Pattern.compile(Pattern.quote(replica) + "-([1-9][0-9]{0,17})\\.halt");
        try (Stream<Path> files = Files.list(path)) {
            return files.flatMap(file -> {
                        Matcher matcher = name.matcher(file.getFileName().toString());
                        return matcher.matches()
                                ? Stream.of(new Numbered(file, Long.parseLong(matcher.group(1))))
                                : Stream.empty();
                    })
                    .sorted(Comparator.comparingLong(Numbered::number))
                    .toList();
        }
    }
}
