package io.tetrarch.pbft.message;

import java.util.List;

/** The new leader's proof that 2f+1 replicas left for {@code view} (paper, section 4.4); its base follows from it. */
public record NewView(long view, List<Signed<ViewChange>> viewChanges) implements Message {
    public NewView {
        viewChanges = List.copyOf(viewChanges);
    }

    @Override
    public MessageType type() {
        return MessageType.NEW_VIEW;
    }

    @Override
    public void encode(Encoder to) {
        to.u64(view).list(viewChanges, (encoder, signed) -> {
            encoder.u32(signed.sender());
            signed.message().encode(encoder);
            encoder.bytes(signed.signature());
        });
    }
}
