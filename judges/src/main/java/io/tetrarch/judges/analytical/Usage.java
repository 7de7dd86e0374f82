package io.tetrarch.judges.analytical;

import io.tetrarch.judges.pattern.CommandPattern;
import io.tetrarch.reading.pack.Glob;
import io.tetrarch.reading.pack.Pack;
import io.tetrarch.reading.pack.Packs;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the pack {@code analytical} says about programs, ready to be asked. */
final class Usage {

    private final Pack pack = Packs.bundled().pack("analytical");
    final Set<String> prints = set("prints");
    final Set<String> inspects = set("inspects");
    final Set<String> patternFirst = set("pattern-first");
    final Set<String> copies = set("copies");
    final Set<String> removes = set("removes");
    final Set<String> writes = set("writes");
    final Set<String> writesLast = set("writes-last");
    final Set<String> modes = set("modes");
    final Set<String> outputOptions = set("output-options");
    final Set<String> runsFiles = set("runs-files");
    final Set<String> destructiveVerbs = set("destructive-verbs");
    /** Those of them that end what runs, and throw nothing away. */
    final Set<String> stoppingVerbs = set("stopping-verbs");

    final Set<String> overwrites = set("overwrites");
    final Set<String> opensShells = set("opens-shells");
    final List<String> credentialHosts = pack.list("credential-hosts");
    final List<String> inlineConnections = pack.list("inline-connections");
    final List<String> inlineEvaluation = pack.list("inline-evaluation");
    final CommandPattern.Index reveals = patterns("reveals", "");
    final CommandPattern.Index locksAway = patterns("locks-away", "");
    final Set<String> setsVariables = set("sets-variables");
    final List<Glob> guardedVariables =
            set("guarded-variables").stream().map(Glob::new).toList();
    final Set<String> commandFamilies = set("command-families");
    final CommandPattern.Index edits = patterns("edits", "");
    final CommandPattern.Index fetches = patterns("fetches", "");
    final CommandPattern.Index administers = patterns("administers", "");
    final CommandPattern.Index gitLosses = patterns("git-losses", "git ");
    final CommandPattern.Index harmlessRemovals = patterns("harmless-removals", "");

    private Set<String> set(String list) {
        return new HashSet<>(pack.list(list));
    }

    private CommandPattern.Index patterns(String list, String prefix) {
        List<String> written = pack.list(list);
        if (written.isEmpty()) {
            throw new IllegalStateException("the pack analytical has no list " + list);
        }
        return CommandPattern.all(written.stream().map(text -> prefix + text).toList());
    }
}
