package io.tetrarch.gate.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.receipt.Receipt.Ending;
import io.tetrarch.proof.receipt.Receipt.Output;
import io.tetrarch.proof.receipt.Receipt.Span;
import io.tetrarch.proof.receipt.Shadow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptTest {
    private static final Digest CLIENT = Hash.sha3("client".getBytes(StandardCharsets.UTF_8));
    private static final Terms TERMS = new Terms("gate", Receipt.TIER, 1);

    static List<Receipt> receipts() {
        return List.of(
                receipt(new Ending.Exited(0)),
                receipt(new Ending.Exited(-3)),
                receipt(new Ending.Failed()),
                receipt(new Ending.Exited(0), Optional.of(new Shadow("ordinary", Outcome.DENIED))),
                receipt(new Ending.Unknown()));
    }

    private static Receipt receipt(Ending ending) {
        return receipt(ending, Optional.empty());
    }

    private static Receipt receipt(Ending ending, Optional<Shadow> shadow) {
        return new Receipt(
                new Receipt.Warrant(
                        new RequestId(CLIENT, 65_537), Hash.sha3(new byte[] {1}), Hash.sha3(new byte[] {2}), shadow),
                ending,
                new Output(Output.Stream.of(new byte[] {3, 4}), Output.Stream.EMPTY),
                new Span(1_000, 2_000));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void aReceiptIsReadAsItWasWritten(Receipt receipt) throws JsonRejected {
        assertThat(Receipt.of(receipt.toAction())).isEqualTo(receipt);
        assertThat(Receipt.isOne(receipt.toAction())).isTrue();
        assertThat(Receipt.isOne(Bytes.wrap(receipt.toAction().bytes()))).isTrue();
        assertThat(ReceiptCheck.concerns(signed(receipt.toAction(), TERMS))).isTrue();
        assertThat(answer(receipt.toAction(), TERMS, "gate")).isEqualTo(Answer.APPROVE);
    }

    @Test
    void itsFormIsFixed() {
        assertThat(receipt(new Ending.Exited(7)).toAction().toString())
                .isEqualTo("{\"kind\":\"receipt\",\"request\":\"" + CLIENT + "/65537\",\"requestDigest\":\""
                        + Hash.sha3(new byte[] {1}) + "\",\"actionHash\":\"" + Hash.sha3(new byte[] {2})
                        + "\",\"ending\":\"exited\",\"exitCode\":7,\"stdout\":{\"bytes\":2,\"sha3\":\""
                        + Hash.sha3(new byte[] {3, 4}) + "\"},\"stderr\":{\"bytes\":0,\"sha3\":\""
                        + Hash.sha3(new byte[0]) + "\"},\"startedMillis\":1000,\"endedMillis\":2000}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"exitCode\":7|\"exitCode\":null|at exitCode: expected an integer",
                "\"exited\"|\"unknown\"|expected a receipt in its one form",
                "\"exited\"|\"fine\"|at ending: expected exited, failed or unknown",
                "/65537|/0|at request: expected a request id",
                "/65537|/9999999999999999999|at request: expected a number below 2^63",
                "\"bytes\":2|\"bytes\":-2|at stdout.bytes: expected an integer from 0",
                "\"endedMillis\":2000|\"endedMillis\":2000,\"more\":1|expected a receipt in its one form",
                ",\"endedMillis\":2000||expected a member \"endedMillis\""
            })
    void whatIsNotExactlyAReceiptIsRefused(String part, String instead, String why) throws JsonRejected {
        String text = receipt(new Ending.Exited(7)).toAction().toString();
        Action altered =
                Action.parse(text.replace(part, instead == null ? "" : instead).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> Receipt.of(altered))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining(why);
        assertThat(answer(altered, TERMS, "gate")).isEqualTo(Answer.DENY);
    }

    @Test
    void onlyTheExecutorItselfGivesAReceipt() {
        Action receipt = receipt(new Ending.Exited(0)).toAction();

        assertThat(answer(receipt, TERMS, "another")).isEqualTo(Answer.DENY);
        assertThat(answer(receipt, new Terms("", Receipt.TIER, 1), "")).isEqualTo(Answer.DENY);
    }

    @Test
    void aReceiptInAnotherTierAndAnotherActionInItsTierAreDenied() throws JsonRejected {
        Action receipt = receipt(new Ending.Exited(0)).toAction();
        Action wipe = Action.parse("{\"kind\":\"shell\",\"command\":\"rm -rf /\"}".getBytes(StandardCharsets.UTF_8));
        Terms ordinary = new Terms("gate", "ordinary", 1);

        assertThat(ReceiptCheck.concerns(signed(receipt, ordinary))).isTrue();
        assertThat(answer(receipt, ordinary, "gate")).isEqualTo(Answer.DENY);
        assertThat(ReceiptCheck.concerns(signed(wipe, TERMS))).isTrue();
        assertThat(answer(wipe, TERMS, "gate")).isEqualTo(Answer.DENY);
        assertThat(ReceiptCheck.concerns(signed(wipe, ordinary))).isFalse();
    }

    @Test
    void nothingEndsBeforeItsBeginning() {
        Receipt good = receipt(new Ending.Exited(0));
        Receipt backwards = new Receipt(good.warrant(), good.ending(), good.output(), new Span(2, 1));

        assertThat(answer(backwards.toAction(), TERMS, "gate")).isEqualTo(Answer.DENY);
    }

    private static Answer answer(Action action, Terms terms, String client) {
        return ReceiptCheck.judge(signed(action, terms), client).answer();
    }

    private static SignedRequest signed(Action action, Terms terms) {
        Request request = new Request(
                new Domain(CLIENT, 1),
                new RequestId(CLIENT, 1),
                action.hash(),
                terms,
                new Validity(0, 1),
                Optional.empty());
        return new SignedRequest(request, Bytes.EMPTY, Bytes.wrap(action.bytes()));
    }
}
