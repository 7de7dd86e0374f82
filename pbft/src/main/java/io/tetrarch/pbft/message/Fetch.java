package io.tetrarch.pbft.message;

/** Asks a peer for something by its digest or place. */
public record Fetch(Wanted wanted) implements Message {
    /** What is asked for. */
    public sealed interface Wanted permits WantedBatch, WantedRequest, WantedProposal, WantedChunk {}

    /** A batch, by the digest of its header. */
    public record WantedBatch(Digest digest) implements Wanted {}

    /** A request, by its digest. */
    public record WantedRequest(Digest digest) implements Wanted {}

    /** The leader's pre-prepare in a slot, as the asked replica received it. */
    public record WantedProposal(long view, long sequence) implements Wanted {}

    /** A chunk of the state at a stable checkpoint. */
    public record WantedChunk(long sequence, int index) implements Wanted {}

    @Override
    public MessageType type() {
        return MessageType.FETCH;
    }

    @Override
    public void encode(Encoder to) {
        switch (wanted) {
            case WantedBatch batch -> to.u8(1).digest(batch.digest());
            case WantedRequest request -> to.u8(2).digest(request.digest());
            case WantedProposal slot -> to.u8(4).u64(slot.view()).u64(slot.sequence());
            case WantedChunk chunk -> to.u8(3).u64(chunk.sequence()).u32(chunk.index());
        }
    }
}
