package io.tetrarch.bench.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeapSearchTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 64, 65, 127, 128, 129, 1000, 4096})
    void theSmallestIsFoundFromAnywhere(int needed) throws Exception {
        int expected = (needed + HeapSearch.STEP - 1) / HeapSearch.STEP * HeapSearch.STEP;
        for (int guess : List.of(1, 8, 100, 128, 4096)) {
            List<Integer> tried = new ArrayList<>();
            assertThat(HeapSearch.smallest(guess, megabytes -> {
                        tried.add(megabytes);
                        return megabytes >= needed;
                    }))
                    .isEqualTo(expected);
            assertThat(tried).allMatch(each -> each % HeapSearch.STEP == 0).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatRunsInNoneIsAFailure() {
        assertThatThrownBy(() -> HeapSearch.smallest(128, megabytes -> false))
                .isInstanceOf(IOException.class)
                .hasMessage("it does not run in a heap of 4096 MiB either");
    }
}
