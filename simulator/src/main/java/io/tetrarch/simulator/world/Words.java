package io.tetrarch.simulator.world;

import io.tetrarch.pbft.message.Accusation;
import io.tetrarch.pbft.message.Body;
import io.tetrarch.pbft.message.Checkpoint;
import io.tetrarch.pbft.message.Chunk;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Fetch;
import io.tetrarch.pbft.message.Forward;
import io.tetrarch.pbft.message.Message;
import io.tetrarch.pbft.message.NewView;
import io.tetrarch.pbft.message.PrePrepare;
import io.tetrarch.pbft.message.Relay;
import io.tetrarch.pbft.message.Reminder;
import io.tetrarch.pbft.message.Signed;
import io.tetrarch.pbft.message.Stable;
import io.tetrarch.pbft.message.Status;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.pbft.message.Verdicts;
import io.tetrarch.pbft.message.ViewChange;
import io.tetrarch.pbft.message.Vote;
import io.tetrarch.simulator.network.Envelope;
import java.util.stream.Collectors;

/** How a transcript tells of messages. */
final class Words {
    private Words() {}

    static String sent(int from, int to, Envelope envelope) {
        return from + " -> " + to + "  " + (envelope.isForged() ? "FORGED " : "") + of(envelope.signed());
    }

    static String of(Signed<? extends Message> signed) {
        Message message = signed.message();
        return message.type()
                + switch (message) {
                    case PrePrepare proposal ->
                        " view " + proposal.view() + " sequence " + proposal.sequence() + " "
                                + proposal.digest().abbreviated() + " on "
                                + proposal.batch().header().parent().abbreviated() + " "
                                + proposal.batch().entries();
                    case Vote vote ->
                        " view " + vote.view() + " sequence " + vote.sequence() + " "
                                + vote.digest().abbreviated();
                    case ViewChange change ->
                        " to " + change.view() + ", stable "
                                + change.stable()
                                        .map(stable -> stable.sequence())
                                        .orElse(0L) + ", prepared "
                                + change.prepared()
                                        .map(it -> it.view() + "/" + it.sequence() + " "
                                                + it.digest().abbreviated())
                                        .orElse("none");
                    case NewView newView ->
                        " " + newView.view() + " from "
                                + newView.viewChanges().stream()
                                        .map(each -> each.sender() + "")
                                        .collect(Collectors.joining(","));
                    case Checkpoint checkpoint -> " " + checkpoint.sequence();
                    case Committed committed ->
                        " up to " + committed.certificate().sequence();
                    case Stable stable -> " " + stable.certificate().sequence();
                    case Verdicts verdicts -> " " + brief(verdicts.toString());
                    case Status status -> " " + brief(status.toString());
                    case Relay relay -> " " + brief(relay.toString());
                    case Forward forward -> " " + brief(forward.toString());
                    case Fetch fetch -> " " + brief(fetch.toString());
                    case Body body -> " " + brief(body.toString());
                    case Chunk chunk -> " " + brief(chunk.toString());
                    case Accusation accusation -> " " + brief(accusation.toString());
                    case Succession succession -> " " + brief(succession.toString());
                    case Reminder reminder -> " " + brief(reminder.toString());
                };
    }

    private static String brief(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "...";
    }
}
