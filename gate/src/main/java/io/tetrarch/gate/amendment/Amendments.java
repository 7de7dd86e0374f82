package io.tetrarch.gate.amendment;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterLibrary;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.charter.CompiledCharter;
import io.tetrarch.gate.charter.JudgeFactory;
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
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.SwapCharter;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

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
     * @param judges which are to be accepted with it
     * @throws PolicyRejected with line and column if the text is no charter that a group may agree to
     * @throws IllegalArgumentException in one line, if it does not follow on the charter in force or fits no such group
     */
    public static Action propose(byte[] file, CharterVersion inForce, Frame frame, Function<Charter, JudgePins> judges)
            throws PolicyRejected {
        Charter charter = CharterReader.readNew(file);
        if (charter.version() != inForce.version() + 1) {
            throw new IllegalArgumentException("expected version " + (inForce.version() + 1) + ", which follows the "
                    + "charter in force, found " + charter.version());
        }
        GroupCharter agreed = charter.agreedBy(frame);
        SwapCharter swap = new SwapCharter(
                inForce.digest(),
                agreed.digest(),
                agreed.rules().with(judges.apply(charter)),
                new String(file, StandardCharsets.UTF_8));
        try {
            return Action.parse(JsonWriter.compactBytes(swap.json()));
        } catch (JsonRejected e) {
            throw new IllegalArgumentException("expected a charter that an action can hold: " + e.problem(), e);
        }
    }

    /** {@link #propose(byte[], CharterVersion, Frame, Function)} with the judges that are on the class path. */
    public static Action propose(byte[] file, CharterVersion inForce, Frame frame) throws PolicyRejected {
        return propose(
                file,
                inForce,
                frame,
                charter -> AcceptedJudges.of(charter, frame.replicas(), JudgeFactory.installed()));
    }

    /**
     * What is wrong with a request to swap the charter, whatever a judge may think of its content: it is malformed, does
     * not follow on the charter in force, or its charter is not one that these replicas could go by. Compiles the
     * charter, which takes long.
     */
    public static Optional<Judgement> objection(SignedRequest request, CharterBook book, CharterLibrary library) {
        return objection(request, book, library, OptionalInt.empty());
    }

    /** @param replica index of the one that checks: it agrees to no charter that would not accept its own judge */
    static Optional<Judgement> objection(
            SignedRequest request, CharterBook book, CharterLibrary library, OptionalInt replica) {
        try {
            SwapCharter swap = SwapCharter.read(request.action());
            Optional<Judgement> stale = stale(swap, request, book);
            return stale.or(() -> unfit(swap, library, replica)).or(() -> unpinned(swap, book));
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

    private static Optional<Judgement> unpinned(SwapCharter swap, CharterBook book) {
        return book.current().rules().judges().isPinned()
                        && !swap.rules().judges().isPinned()
                ? deny(
                        "judges-unpinned",
                        "The charter in force says which judges it accepts, so the next one must, too.")
                : Optional.empty();
    }

    private static Optional<Judgement> unaccepted(SwapCharter swap, CompiledCharter charter, int replica) {
        String judge = charter.judges().get(replica).id();
        return swap.rules().judges().accepts(replica, judge)
                ? Optional.empty()
                : deny("judge-not-accepted", "The charter would not accept the judge here, " + judge + ".");
    }

    private static Optional<Judgement> unfit(SwapCharter swap, CharterLibrary library, OptionalInt replica) {
        try {
            Bytes file = Bytes.wrap(swap.file().getBytes(StandardCharsets.UTF_8));
            GroupCharter meant = CharterReader.readNew(file.toArray()).agreedBy(library.frame());
            CompiledCharter charter = library.compile(file);
            if (!meant.digest().equals(swap.digest())
                    || !meant.rules().with(swap.rules().judges()).equals(swap.rules())) {
                return deny(
                        "misstated-charter", "Version, digest or tiers stated are not those of the charter's text.");
            }
            return replica.isPresent() ? unaccepted(swap, charter, replica.getAsInt()) : Optional.empty();
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
