package io.tetrarch.pbft.message;

import java.util.List;
import java.util.Optional;

/**
 * The answer to a STATUS that asks: where its sender stands, and the latest that it holds signed by the one who asks. Who
 * restarted learns from it what its own log should know; who lost its log, how far the group had come (the estimation
 * protocol of Castro and Liskov, TOCS 2002, section 4.3.2).
 *
 * @param of the replica that asked, whose statements these are
 * @param challenge as it stood in the STATUS: so this was not said before that was asked
 * @param executed the last sequence that the sender has executed
 * @param votes the latest of each type in the sender's view, {@value #MOST_VOTES} at most
 * @param change the VIEW-CHANGE for the highest view
 * @param verdicts on requests that wait to be decided, {@value #MOST_VERDICTS} at most
 */
public record Reminder(
        int of,
        long challenge,
        long executed,
        List<Evidence.SignedVote> votes,
        Optional<Signed<ViewChange>> change,
        List<VerdictVote> verdicts)
        implements Message {
    public static final int MOST_VOTES = 48;
    public static final int MOST_VERDICTS = 64;

    public Reminder {
        votes = List.copyOf(votes);
        verdicts = List.copyOf(verdicts);
    }

    @Override
    public MessageType type() {
        return MessageType.REMINDER;
    }

    @Override
    public void encode(Encoder to) {
        to.u32(of)
                .u64(challenge)
                .u64(executed)
                .list(votes, (encoder, vote) -> {
                    encoder.u8(vote.type().code());
                    vote.encode(encoder);
                    encoder.bytes(vote.signature());
                })
                .optional(change, (encoder, signed) -> {
                    signed.message().encode(encoder);
                    encoder.bytes(signed.signature());
                })
                .list(verdicts, (encoder, vote) -> vote.encode(encoder));
    }
}
