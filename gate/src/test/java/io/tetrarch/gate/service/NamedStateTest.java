package io.tetrarch.gate.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.json.JsonString;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedStateTest {
    private final DecisionService service = Fixture.service();
    private long number;

    @Test
    void anApprovedChangeSetsTheValueAndItsVersion() {
        set("rates/eur", 0, "1.08", Outcome.APPROVED);
        set("rates/eur", 1, "1.09", Outcome.APPROVED);

        NamedValues.Named named = service.named().find("rates/eur").orElseThrow();
        assertThat(named.version()).isEqualTo(2);
        assertThat(text(named.value())).isEqualTo("\"1.09\"");
        assertThat(named.changes())
                .containsExactly(
                        new NamedValues.Change(1, 0, Hash.sha3("\"1.08\"".getBytes(StandardCharsets.UTF_8))),
                        new NamedValues.Change(2, 1, Hash.sha3("\"1.09\"".getBytes(StandardCharsets.UTF_8))));
        assertThat(service.named().conflicts()).isEmpty();
    }

    @Test
    void nothingButAnApprovalChangesIt() {
        set("a", 0, "1", Outcome.DENIED);
        set("a", 0, "1", Outcome.EXPIRED);
        assertThat(service.named().byKey()).isEmpty();
        assertThat(service.named().conflicts()).isEmpty();
    }

    @Test
    void ofTwoChangesThatExpectOneVersionTheSecondIsAConflictOnRecord() {
        set("a", 0, "first", Outcome.APPROVED);
        set("a", 0, "second", Outcome.APPROVED);
        set("b", 3, "too far", Outcome.APPROVED);
        assertThat(text(service.named().find("a").orElseThrow().value())).isEqualTo("\"first\"");
        assertThat(service.named().conflicts())
                .containsExactly(new NamedValues.Conflict("a", 0, 1, 1), new NamedValues.Conflict("b", 3, 0, 2));
    }

    @Test
    void keysChangesAndConflictsAreBounded() {
        String large = "x".repeat(SetState.MOST_VALUE_BYTES - 2);
        for (int i = 0; i < NamedValues.MOST_KEYS + 10; i++) {
            set("k".repeat(SetState.MOST_KEY - 4) + (1000 + i), 0, large, Outcome.APPROVED);
        }
        String first = "k".repeat(SetState.MOST_KEY - 4) + 1000;
        for (int i = 0; i < NamedValues.MOST_CHANGES + 10; i++) {
            set(first, 1 + i, large, Outcome.APPROVED);
        }
        for (int i = 0; i < NamedValues.MOST_CONFLICTS + 10; i++) {
            set(first, 0, "late", Outcome.APPROVED);
        }
        assertThat(service.named().byKey()).hasSize(NamedValues.MOST_KEYS);
        NamedValues.Named named = service.named().find(first).orElseThrow();
        assertThat(named.changes()).hasSize(NamedValues.MOST_CHANGES);
        assertThat(named.changes().getLast().version()).isEqualTo(named.version());
        assertThat(service.named().conflicts()).hasSize(NamedValues.MOST_CONFLICTS);

        State state = Fixture.state();
        assertThat((long) service.snapshot().stream().mapToInt(Bytes::size).sum())
                .isLessThanOrEqualTo(state.parts().stream()
                                .mapToLong(part -> part.mostBytes(2, 4))
                                .sum()
                        + 4096);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"set_state\",\"key\":\"a\",\"expectedVersion\":0,\"value\":1}|",
                "{\"kind\":\"set_state\",\"key\":\"a\",\"expectedVersion\":5,\"value\":null}|",
                "{\"kind\":\"set_state\",\"key\":\"taken\",\"expectedVersion\":0,\"value\":1}|stale-version",
                "{\"kind\":\"set_state\",\"key\":\"taken\",\"expectedVersion\":1,\"value\":{\"b\":[]}}|",
                "{\"kind\":\"set_state\",\"key\":\"../a b\",\"expectedVersion\":0,\"value\":1}|malformed-change",
                "{\"kind\":\"set_state\",\"key\":\"\",\"expectedVersion\":0,\"value\":1}|malformed-change",
                "{\"kind\":\"set_state\",\"key\":\"a\",\"expectedVersion\":-1,\"value\":1}|malformed-change",
                "{\"kind\":\"set_state\",\"key\":\"a\",\"expectedVersion\":0}|malformed-change",
                "{\"kind\":\"set_state\",\"key\":\"a\",\"expectedVersion\":0,\"value\":1,\"more\":1}|malformed-change",
            })
    void whatCannotTakeEffectIsDeniedBeforeAnyJudgeIsAsked(String action, String reason) {
        set("taken", 0, "x", Outcome.APPROVED);
        assertThat(SetStateCheck.objection(bytes(action), service.named()).map(Judgement::reasonCode))
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void aValueThatIsTooLargeIsDeniedAndHasNoEffect() {
        String action = action("a", 0, "x".repeat(SetState.MOST_VALUE_BYTES - 1));
        assertThat(SetStateCheck.objection(bytes(action), service.named()).map(Judgement::reasonCode))
                .contains("malformed-change");
        Fixture.execute(service, Fixture.on(action, 1, Fixture.TERMS, Outcome.APPROVED));
        assertThat(service.named().byKey()).isEmpty();
    }

    @Test
    void itIsPartOfTheSnapshot() {
        set("a", 0, "1", Outcome.APPROVED);
        set("a", 0, "2", Outcome.APPROVED);
        DecisionService copy = Fixture.service();
        copy.restore(service.snapshot());
        assertThat(copy.named()).isEqualTo(service.named());
        assertThat(copy.snapshot()).isEqualTo(service.snapshot());
    }

    private void set(String key, long expected, String value, Outcome outcome) {
        Fixture.execute(service, Fixture.on(action(key, expected, value), ++number, Fixture.TERMS, outcome));
    }

    private static String action(String key, long expected, String value) {
        return JsonWriter.compact(new SetState(key, expected, new JsonString(value)).json());
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
