#!/usr/bin/env bash
# picocli 4.7.7 (info.picocli:picocli): an argument that begins with @ is replaced by the words of the file it names,
# also after "--", where POSIX (Utility Syntax Guideline 10) says that all that follows are operands, taken as they stand.
# A missing file is no error: then the argument stays as it was typed.
#
# Guessed: after "--" nothing is interpreted any more, so `run -- show @notes` hands over two words, "show" and "@notes".
# Seen:    the program gets the words of the file notes, and even one that looks like an option (--loud) among them
#          stays an operand; "@@notes" is the way to say "@notes"; setExpandAtFiles(false) switches it off.
# What follows for a command line that hands words on to be judged and run: switch it off, or what is run depends on a
# file that nobody was shown.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId><version>4.7.7</version></dependency></dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
cat >Seen.java <<'JAVA'
import java.util.List;
import picocli.CommandLine;

final class Seen {
    @CommandLine.Command(name = "run")
    static final class Run {
        @CommandLine.Option(names = "--loud") boolean loud;
        @CommandLine.Parameters List<String> words;
    }

    static void show(String what, boolean expand, String... arguments) {
        Run run = new Run();
        new CommandLine(run).setExpandAtFiles(expand).parseArgs(arguments);
        System.out.println(what + ": " + run.words + (run.loud ? " loud" : ""));
    }

    public static void main(String[] none) {
        show("default", true, "--", "show", "@notes");
        show("missing file", true, "--", "show", "@missing");
        show("doubled", true, "--", "show", "@@notes");
        show("switched off", false, "--", "show", "@notes");
    }
}
JAVA
printf 'two words\n--loud\n' >notes
java -cp 'lib/*' Seen.java >seen
cat >expected <<'OUT'
default: [show, two, words, --loud]
missing file: [show, @missing]
doubled: [show, @notes]
switched off: [show, @notes]
OUT
diff expected seen
cat seen
