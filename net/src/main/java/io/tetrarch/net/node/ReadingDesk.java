package io.tetrarch.net.node;

import io.tetrarch.embedded.OneReplica;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.net.link.Connection;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.wire.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where clients read what a replica keeps. Each is answered on the thread of its own connection, one question at a time, and
 * the replica's turns wait for none.
 *
 * @param replica empty until it has recovered; who asks before is not answered
 */
record ReadingDesk(Supplier<Optional<OneReplica>> replica) {
    void answer(Connection from, Frame.LedgerQuery query) {
        replica.get().ifPresent(each -> from.send(answer(each.archive(), query.index())));
    }

    /** A piece that cannot be read here, or is not kept, another replica has. */
    private static Frame.LedgerAnswer answer(LedgerArchive archive, long index) {
        long size = 0;
        try {
            size = archive.size();
            Optional<Committed> piece = size == 0
                    ? Optional.empty()
                    : archive.pieceWith(Math.min(index, size - 1))
                            .map(found -> new Committed(found.batches(), found.certificate()));
            return new Frame.LedgerAnswer(index, size, piece);
        } catch (IOException e) {
            return new Frame.LedgerAnswer(index, size, Optional.empty());
        }
    }

    void inspect(Connection from) {
        replica.get().ifPresent(each -> {
            try {
                byte[] json = JsonWriter.compact(each.inspection()).getBytes(StandardCharsets.UTF_8);
                from.send(new Frame.InspectionAnswer(Bytes.wrap(json)));
            } catch (IOException e) {
                from.close(); // who asks is not left to wait
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
