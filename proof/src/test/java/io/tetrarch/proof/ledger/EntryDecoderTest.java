package io.tetrarch.proof.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Entry;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryDecoderTest {
    static Stream<Entry> entries() {
        return Stream.of(
                Entries.decision(0), Entries.decision(1), Entries.decision(2), Entries.votes(), Entries.verdicts());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryComesBackFromItsEncoding(Entry entry) {
        Entry back = EntryDecoder.decode(Bytes.copyOf(entry.encoded()), Entries.ACTION);
        assertThat(back).isEqualTo(entry);
        assertThat(back).hasToString(entry.toString());
    }

    @Test
    void aDecisionComesBackWithAllItsParts() {
        DecisionEntry entry = Entries.decision(1);
        DecisionEntry back = (DecisionEntry) EntryDecoder.decode(Bytes.copyOf(entry.encoded()), Entries.ACTION);
        assertThat(back.request().request().terms())
                .isEqualTo(entry.request().request().terms());
        assertThat(back.request().request().validity())
                .isEqualTo(entry.request().request().validity());
        assertThat(back.request().request().toolDefinition()).isPresent();
        assertThat(back.request().signature()).isEqualTo(entry.request().signature());
        assertThat(back.request().isWhole()).isTrue();
        assertThat(back.outcome()).isEqualTo(entry.outcome());
        assertThat(back.verdicts()).isEqualTo(entry.verdicts());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyTruncationIsRefused(Entry entry) {
        byte[] encoded = entry.encoded();
        for (int length = 0; length < encoded.length; length++) {
            Bytes cut = Bytes.copyOf(Arrays.copyOf(encoded, length));
            assertThatThrownBy(() -> EntryDecoder.decode(cut, Bytes.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected");
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void trailingBytesAreRefused(Entry entry) {
        byte[] encoded = entry.encoded();
        Bytes longer = Bytes.copyOf(Arrays.copyOf(encoded, encoded.length + 1));
        assertThatThrownBy(() -> EntryDecoder.decode(longer, Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the end, found 1 more bytes");
    }

    /** Either refused, or another entry whose encoding is the altered one: never two encodings of one entry. */
    @ParameterizedTest
    @MethodSource("entries")
    void anAlteredByteNeverGivesTheSameEntry(Entry entry) {
        Random random = new Random(5);
        for (int i = 0; i < entry.encoded().length; i++) {
            byte[] altered = entry.encoded().clone();
            altered[i] ^= (byte) (1 + random.nextInt(255));
            try {
                Entry other = EntryDecoder.decode(Bytes.copyOf(altered), Bytes.EMPTY);
                assertThat(other.encoded()).isEqualTo(altered);
                assertThat(other).isNotEqualTo(entry);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("expected");
            }
        }
    }

    @Test
    void aFalseCountCostsNothing() {
        byte[] encoded = Entries.decision(0).encoded().clone();
        Arrays.fill(encoded, 1, 5, (byte) 0x7f);
        assertThatThrownBy(() -> EntryDecoder.decode(Bytes.wrap(encoded), Bytes.EMPTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at byte 1: expected a length or count that the rest can hold, found 2139062143");
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (1 + random.nextInt(2));
            }
            assertThatThrownBy(() -> EntryDecoder.decode(Bytes.wrap(bytes), Bytes.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
