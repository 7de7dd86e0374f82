package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A line in a store's folder that says whose it is and by which form it was written: the database says so too, but it has to be
 * opened for that, and opening it writes files. So what is refused is refused before anything is touched. The line ends with its own
 * hash: one that does not fit is as good as none.
 */
final class StoreLabel {
    private static final String FILE = "tetrarch.store";
    private static final String VERSION = "v1";

    private StoreLabel() {}

    /**
     * Passes over a store that has no label yet, be it new or an earlier build's.
     *
     * @return whether it has one
     * @throws StoreRefusedException if it is another's, or of another version
     */
    static boolean check(Disk disk, Path store, Domain domain, int replica) throws IOException {
        Path file = store.resolve(FILE);
        if (!disk.exists(file)) {
            return false;
        }
        String found = new String(WholeFile.read(disk, file), StandardCharsets.ISO_8859_1);
        String[] words = found.strip().split(" ", -1);
        if (words.length != 3 || !found.equals(text(words[0], words[1]))) {
            return false;
        }
        if (!words[0].equals(VERSION)) {
            throw new StoreRefusedException("the store in " + store + " is of another version than this program's: "
                    + words[0] + ", not " + VERSION);
        }
        if (!words[1].equals(owner(domain, replica))) {
            throw new StoreRefusedException("the store in " + store + " is of another group, epoch or replica");
        }
        return true;
    }

    static void write(Disk disk, Path store, Domain domain, int replica) throws IOException {
        WholeFile.replace(
                disk, store.resolve(FILE), text(VERSION, owner(domain, replica)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String owner(Domain domain, int replica) {
        return HexFormat.of().formatHex(DurableOpening.identity(domain, replica));
    }

    private static String text(String version, String owner) {
        String content = version + " " + owner;
        return content + " " + Hash.sha3(content.getBytes(StandardCharsets.ISO_8859_1)) + "\n";
    }
}
