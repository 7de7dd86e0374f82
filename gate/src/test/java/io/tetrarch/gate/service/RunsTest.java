package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.receipt.Receipt;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunsTest {
    private static final String ACTION = "{\"kind\":\"execute_tool\",\"tool\":\"fs_write\"}";
    private static final Terms RECEIPTS = new Terms("runner", Receipt.TIER, 7);

    private final DecisionService service = Fixture.service();
    private final DecisionEntry approved = Fixture.on(ACTION, 1, Fixture.TERMS, Outcome.APPROVED);

    @Test
    void anApprovalWithoutAReceiptIsOpen() {
        Fixture.execute(service, approved, Fixture.on(ACTION, 2, Fixture.TERMS, Outcome.DENIED));
        assertThat(service.runsWithoutReceipt()).extracting(Run::request).containsExactly(id(1));
        assertThat(service.run(id(1)).orElseThrow().deadlineMillis()).isEqualTo(61_000);
        assertThat(service.run(id(2))).isEmpty();
    }

    @Test
    void aReceiptClosesItOnce() {
        Fixture.execute(service, approved);
        receipt(2, id(1), approved.request().digest(), new Receipt.Ending.Exited(3), RECEIPTS);
        receipt(3, id(1), approved.request().digest(), new Receipt.Ending.Exited(0), RECEIPTS);
        assertThat(service.run(id(1)).orElseThrow().receipt()).contains(new Run.Reported(Run.Ending.EXITED, 3, 1));
        assertThat(service.runsWithoutReceipt()).isEmpty();
    }

    @Test
    void aReceiptForAnotherRequestOrByAnotherExecutorHasNoEffect() {
        Fixture.execute(service, approved);
        receipt(2, id(1), Fixture.hash("other"), new Receipt.Ending.Failed(), RECEIPTS);
        receipt(3, id(9), approved.request().digest(), new Receipt.Ending.Failed(), RECEIPTS);
        receipt(
                4,
                id(1),
                approved.request().digest(),
                new Receipt.Ending.Failed(),
                new Terms("other", Receipt.TIER, 7));
        receipt(5, id(1), approved.request().digest(), new Receipt.Ending.Failed(), Fixture.TERMS);
        assertThat(service.runsWithoutReceipt()).hasSize(1);
    }

    @Test
    void anUnknownEndingIsAReceiptToo() {
        Fixture.execute(service, approved);
        receipt(2, id(1), approved.request().digest(), new Receipt.Ending.Unknown(), RECEIPTS);
        assertThat(service.run(id(1)).flatMap(Run::receipt).map(Run.Reported::ending))
                .contains(Run.Ending.UNKNOWN);
    }

    @Test
    void theLastApprovalsOfAClientAreRemembered() {
        for (long number = 1; number <= Runs.LIMIT + 5; number++) {
            Fixture.execute(service, Fixture.on(ACTION, number, Fixture.TERMS, Outcome.APPROVED));
        }
        assertThat(service.run(id(5))).isEmpty();
        assertThat(service.run(id(6))).isPresent();
        assertThat(service.runsWithoutReceipt()).hasSize(Runs.LIMIT);
    }

    @Test
    void whatWasAllowedIsRemembered() {
        assertThat(service.history(Fixture.CLIENT).recent()).isEmpty();
        Fixture.execute(service, approved);
        assertThat(service.history(Fixture.CLIENT).recent()).hasSize(1);
        receipt(2, id(1), approved.request().digest(), new Receipt.Ending.Failed(), RECEIPTS);
        assertThat(service.history(Fixture.CLIENT).recent()).hasSize(1);
    }

    @Test
    void runsAndMemoriesArePartOfTheSnapshot() {
        Fixture.execute(service, approved, Fixture.on(ACTION, 5, Fixture.TERMS, Outcome.APPROVED));
        receipt(2, id(1), approved.request().digest(), new Receipt.Ending.Exited(0), RECEIPTS);
        DecisionService copy = Fixture.service();
        copy.restore(service.snapshot());
        assertThat(copy.run(id(1))).isEqualTo(service.run(id(1)));
        assertThat(copy.history(Fixture.CLIENT)).isEqualTo(service.history(Fixture.CLIENT));
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
    }

    private void receipt(long number, RequestId request, Digest digest, Receipt.Ending ending, Terms terms) {
        Receipt receipt = new Receipt(
                new Receipt.Warrant(
                        request, digest, approved.request().request().actionHash(), Optional.empty()),
                ending,
                Receipt.Output.NONE,
                new Receipt.Span(1_000, 2_000));
        Fixture.execute(service, Fixture.on(receipt.toAction().toString(), number, terms, Outcome.APPROVED));
    }

    private static RequestId id(long number) {
        return new RequestId(Fixture.CLIENT, number);
    }
}
