package io.tetrarch.pbft.message;

/**
 * Where a replica stands, told at intervals so that its peers send again what it lacks.
 *
 * @param active whether it has accepted its view's NEW-VIEW (view 0 needs none)
 * @param stable its low watermark
 * @param executed the last sequence executed
 * @param challenge where it asks what its peers hold of its own signatures, the number that their {@link Reminder}s must
 *     repeat: drawn anew at each of its starts; 0 where it does not ask
 * @param learning whether it may have lost votes, and has no vote until it is safe to give one again
 */
public record Status(long view, boolean active, long stable, long executed, long challenge, boolean learning)
        implements Message {
    /** Of one that asks nothing and has lost nothing. */
    public Status(long view, boolean active, long stable, long executed) {
        this(view, active, stable, executed, 0, false);
    }

    @Override
    public MessageType type() {
        return MessageType.STATUS;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(view).u8(active ? 1 : 0).u64(stable).u64(executed).u64(challenge).u8(learning ? 1 : 0);
    }
}
