package io.tetrarch.gate.amendment;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.group.Frame;
import io.tetrarch.proof.group.GroupCharter;
import io.tetrarch.proof.rule.CharterBook;
import io.tetrarch.proof.rule.CharterVersion;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Changes of the charter: how one is proposed, and what every replica holds against one before its judge is asked. */
public final class Amendments {
    /** What a verdict names as its judge when it is this check that denies. */
    public static final String JUDGE = "built-in/swap-charter";

    private Amendments() {}

    /**
     * The action that puts a charter into force in place of {@code inForce}.
     *
     * @param file the charter's text; its version is the next one
     * @param frame the group's
     * @throws PolicyRejected with line and column if the text is no charter that a group may agree to
     * @throws IllegalArgumentException in one line, if it does not follow on the charter in force or fits no such group
     */
    public static Action propose(byte[] file, CharterVersion inForce, Frame frame) throws PolicyRejected {
        Charter charter = CharterReader.readNew(file);
        if (charter.version() != inForce.version() + 1) {
            throw new IllegalArgumentException("expected version " + (inForce.version() + 1) + ", which follows the "
                    + "charter in force, found " + charter.version());
        }
        GroupCharter agreed = charter.agreedBy(frame);
        SwapCharter swap = new SwapCharter(
                inForce.digest(), agreed.digest(), agreed.rules(), new String(file, StandardCharsets.UTF_8));
        try {
            return Action.parse(JsonWriter.compactBytes(swap.json()));
        } catch (JsonRejected e) {
            throw new IllegalArgumentException("expected a charter that an action can hold: " + e.problem(), e);
        }
    }

    /**
     * What is wrong with a request to swap the charter, whatever a judge may think of its content: it is malformed, does
     * not follow on the charter in force, or its charter is not one that these replicas could go by. Compiles the
     * charter, which takes long.
     */
    public static Optional<Judgement> objection(SignedRequest request, CharterBook book, CharterLibrary library) {
        try {
            SwapCharter swap = SwapCharter.read(request.action());
            Optional<Judgement> stale = stale(swap, request, book);
            return stale.isPresent() ? stale : unfit(swap, library);
        } catch (JsonRejected e) {
            return deny("malformed-swap", "The action is no charter swap: " + e.getMessage());
        }
    }

    private static Optional<Judgement> stale(SwapCharter swap, SignedRequest request, CharterBook book) {
        long inForce = book.current().version();
        if (swap.version() != inForce + 1) {
            return deny(
                    "version-not-next",
                    "Charter " + inForce + " is in force, so only version " + (inForce + 1) + " can follow, not "
                            + swap.version() + ".");
        }
        if (request.request().terms().charterVersion() != inForce) {
            return deny("stale-terms", "A swap is decided under the charter in force, " + inForce + ".");
        }
        if (!swap.parent().equals(book.current().digest())) {
            return deny(
                    "stale-parent",
                    "It was made to replace charter " + swap.parent().abbreviated() + ", in force is "
                            + book.current().digest().abbreviated() + ".");
        }
        return book.isFull()
                ? deny("too-many-swaps", "An epoch has at most " + CharterBook.MOST_AMENDMENTS + " changes of charter.")
                : Optional.empty();
    }

    private static Optional<Judgement> unfit(SwapCharter swap, CharterLibrary library) {
        try {
            Bytes file = Bytes.wrap(swap.file().getBytes(StandardCharsets.UTF_8));
            GroupCharter meant = CharterReader.readNew(file.toArray()).agreedBy(library.frame());
            library.compile(file);
            return meant.digest().equals(swap.digest()) && meant.rules().equals(swap.rules())
                    ? Optional.empty()
                    : deny("misstated-charter", "Version, digest or tiers stated are not those of the charter's text.");
        } catch (PolicyRejected e) {
            return deny("invalid-charter", e.in("charter"));
        } catch (IllegalArgumentException e) {
            return deny("invalid-charter", "The charter does not fit the group: " + e.getMessage());
        }
    }

    private static Optional<Judgement> deny(String reasonCode, String explanation) {
        return Optional.of(new Judgement(Answer.DENY, reasonCode, explanation));
    }
}
