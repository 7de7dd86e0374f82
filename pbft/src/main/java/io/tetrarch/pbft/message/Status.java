package io.tetrarch.pbft.message;

/**
 * Where a replica stands, told at intervals so that its peers send again what it lacks.
 *
 * @param active whether it has accepted its view's NEW-VIEW (view 0 needs none)
 * @param stable its low watermark
 * @param executed the last sequence executed
 */
public record Status(long view, boolean active, long stable, long executed) implements Message {
    @Override
    public MessageType type() {
        return MessageType.STATUS;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(view).u8(active ? 1 : 0).u64(stable).u64(executed);
    }
}
