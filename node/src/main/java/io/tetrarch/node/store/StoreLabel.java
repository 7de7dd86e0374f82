package io.tetrarch.node.store;

import io.tetrarch.crypto.file.Disk;
import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.pbft.message.Domain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A line in a store's folder that says whose it is and by which form it was written: the database says so too, but it has to be
 * opened for that, and opening it writes files. So what is refused is refused before anything is touched.
 */
final class StoreLabel {
    private static final String FILE = "tetrarch.store";
    private static final String FORM = "tetrarch store v1 ";

    private StoreLabel() {}

    /**
     * Passes over a store that has no label yet, be it new or an earlier build's.
     *
     * @return whether it has one
     * @throws StoreRefusedException if it is another's, or of another form
     */
    static boolean check(Disk disk, Path store, Domain domain, int replica) throws IOException {
        Path file = store.resolve(FILE);
        if (!disk.exists(file)) {
            return false;
        }
        String found = new String(WholeFile.read(disk, file), StandardCharsets.ISO_8859_1);
        if (!found.startsWith(FORM)) {
            throw new StoreRefusedException("the store in " + store + " is of another version than this program's: its "
                    + FILE + " does not begin with '" + FORM.strip() + "'");
        }
        if (!found.equals(text(domain, replica))) {
            throw new StoreRefusedException("the store in " + store + " is of another group, epoch or replica");
        }
        return true;
    }

    static void write(Disk disk, Path store, Domain domain, int replica) throws IOException {
        WholeFile.replace(disk, store.resolve(FILE), text(domain, replica).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(Domain domain, int replica) {
        return FORM + HexFormat.of().formatHex(DurableOpening.identity(domain, replica)) + "\n";
    }
}
