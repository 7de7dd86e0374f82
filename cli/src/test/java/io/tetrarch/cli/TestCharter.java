package io.tetrarch.cli;

import java.util.List;

/** Charters that tests need. */
final class TestCharter {
    private TestCharter() {}

    /** Its judges, of these names, agree to everything, and a quorum of them is enough for everything. */
    static String agreeable(List<String> names) {
        StringBuilder charter = new StringBuilder("""
            version: 1
            acknowledge: correlated-judges
            categories: {file_write: [fs_write]}
            tiers: [{name: all, demand: quorum, deadlineMillis: 60000, judgeMillis: 20000}]
            judges:
            """);
        names.forEach(name -> charter.append("  ").append(name).append("""
            :
                about: Nothing is held against anything.
                policy: {rules: [], otherwise: {answer: approve, reason: fine, text: Fine.}}
            """));
        return charter.toString();
    }
}
