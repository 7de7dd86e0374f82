package io.tetrarch.shell;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.reading.shell.ProgramWord;
import io.tetrarch.reading.shell.ShellReader;
import io.tetrarch.reading.shell.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds, without running anything, the files that the words of a shell text name where programs are named: what it starts,
 * also behind {@code sudo} or {@code xargs}, and the scripts that it hands to interpreters. Where the text itself has a say
 * in what a word names (it moves to another folder, changes the search path, sources a file), or a word runs on another
 * machine, the word stands as one that cannot be resolved.
 */
public final class ProgramFinder {
    /** What every shell has itself, and looks for nowhere. */
    private static final Set<String> BUILT_IN = Set.of(
            ". : [ alias bg break cd chdir command continue echo eval exec exit export false fg getopts hash jobs kill local printf pwd read readonly return set shift test times trap true type ulimit umask unalias unset wait"
                    .split(" "));
    /** What only some shells have. */
    private static final Set<String> SOMETIMES_BUILT_IN = Set.of(
            "source builtin caller declare dirs disown enable help let mapfile popd pushd readarray shopt suspend time typeset"
                    .split(" "));
    /** Wrappers within which a word still meets a shell. */
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "dash", "ash", "ksh", "mksh", "zsh", "eval", "trap", "command", "builtin");
    /** Wrappers whose command runs somewhere else, or in a folder of its own. */
    private static final Set<String> ELSEWHERE = Set.of(
            "ssh autossh slogin mosh rsh remsh pdsh dsh clush docker podman nerdctl docker-compose kubectl oc k3s microk8s lxc incus vagrant wsl chroot nsenter unshare proot bwrap firejail systemd-run start-stop-daemon distrobox toolbox flatpak"
                    .split(" "));

    private static final Set<String> MOVING = Set.of("cd", "chdir", "pushd", "popd");
    private static final Set<String> MOVES_WHAT_IT_RUNS =
            Set.of("env", "sudo", "find", "fd", "fdfind", "parallel", "su", "runuser");
    private static final Set<String> OBSCURING = Set.of(".", "source", "alias", "hash", "enable");
    private static final Set<String> RUN_SCRIPTS = Set.of(
            ". source sh bash dash ash ksh mksh zsh fish csh tcsh python python2 python3 perl ruby node deno bun php lua tclsh pwsh Rscript"
                    .split(" "));
    /** Options behind which no script comes: the code stands in the text itself, or on standard input. */
    private static final Pattern SHELL_CODE = Pattern.compile("-|-[A-Za-z]*[cs][A-Za-z]*");

    private static final Pattern CODE = Pattern.compile("-|-[A-Za-z]{0,3}[ecmp]|--eval|--print|-[cm].*");
    private static final Pattern SETS_PATH = Pattern.compile("(?<![\\w$])PATH\\b(?!\\})");

    private final Path folder;
    private final String searchPath;

    /** @param folder where the command starts, absolute */
    public ProgramFinder(Path folder, String searchPath) {
        this.folder = folder;
        this.searchPath = searchPath;
    }

    /** What holds for the whole text. */
    private record Course(boolean moves, boolean obscure) {}

    /** @throws IOException if a file that is named cannot be read */
    public Programs find(String text) throws IOException {
        ShellReader reader = new ShellReader();
        reader.add(text);
        List<ProgramWord> words = reader.programs();
        Course course = new Course(
                words.stream().anyMatch(ProgramFinder::moves),
                SETS_PATH.matcher(text).find() || words.stream().anyMatch(ProgramFinder::obscures));
        SequencedSet<NamedProgram> named = new LinkedHashSet<>();
        SequencedSet<String> unresolved = new LinkedHashSet<>();
        for (ProgramWord word : words) {
            if (!isBuiltIn(word)) {
                program(word, course)
                        .ifPresentOrElse(
                                named::add, () -> unresolved.add(word.word().text()));
            }
            if (RUN_SCRIPTS.contains(base(word))) {
                script(word, course, named, unresolved);
            }
        }
        return new Programs(new ArrayList<>(named), new ArrayList<>(unresolved));
    }

    private boolean isBuiltIn(ProgramWord word) throws IOException {
        String text = word.word().text();
        boolean inShell = SHELLS.containsAll(word.wrappers()) && word.word().isKnown();
        return inShell
                && (BUILT_IN.contains(text)
                        || SOMETIMES_BUILT_IN.contains(text) && search(text).isEmpty());
    }

    private Optional<NamedProgram> program(ProgramWord word, Course course) throws IOException {
        String text = word.word().text();
        boolean plain = word.word().isKnown()
                && !word.word().isPattern()
                && !text.startsWith("~")
                && word.wrappers().stream().noneMatch(ELSEWHERE::contains);
        if (!plain || text.isEmpty()) {
            return Optional.empty();
        }
        if (text.indexOf('/') < 0) {
            return course.obscure() ? Optional.empty() : search(text).flatMap(file -> named(text, file));
        }
        return !text.startsWith("/") && course.moves()
                ? Optional.empty()
                : at(text).filter(Files::isExecutable).flatMap(file -> named(text, file));
    }

    /** The first argument that is a file; where there is none, the first that is none is not resolved. */
    private void script(ProgramWord word, Course course, Set<NamedProgram> named, Set<String> unresolved) {
        boolean isShell = SHELLS.contains(base(word));
        Optional<String> missing = Optional.empty();
        for (Word arg : word.args()) {
            String text = arg.text();
            if ((isShell ? SHELL_CODE : CODE).matcher(text).matches()) {
                return;
            }
            if (text.startsWith("-") || text.startsWith("+")) {
                continue;
            }
            boolean fixed = arg.isKnown() && !arg.isPattern() && (text.startsWith("/") || !course.moves());
            Optional<NamedProgram> found = fixed ? at(text).flatMap(file -> named(text, file)) : Optional.empty();
            if (found.isPresent()) {
                named.add(found.get());
                return;
            }
            missing = missing.or(() -> Optional.of(text));
        }
        missing.ifPresent(unresolved::add);
    }

    private Optional<Path> search(String word) {
        for (String place : searchPath.split(":", -1)) {
            Optional<Path> file = at(place + "/" + word).filter(Files::isExecutable);
            if (file.isPresent()) {
                return file;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> at(String name) {
        try {
            return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String base(ProgramWord word) {
        String text = word.word().text();
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static boolean moves(ProgramWord word) {
        String program = base(word);
        return MOVING.contains(program)
                || MOVES_WHAT_IT_RUNS.contains(program)
                        && word.args().stream()
                                .map(Word::text)
                                .anyMatch(arg -> arg.startsWith("-C")
                                        || arg.startsWith("-D")
                                        || arg.startsWith("--chdir")
                                        || arg.startsWith("-execdir")
                                        || arg.startsWith("-okdir")
                                        || arg.equals("-i")
                                        || arg.equals("-")
                                        || arg.equals("-l")
                                        || arg.startsWith("--login")
                                        || arg.startsWith("--workdir"));
    }

    private static boolean obscures(ProgramWord word) {
        return OBSCURING.contains(base(word))
                || word.args().stream().map(Word::text).anyMatch(arg -> arg.equals("PATH") || arg.startsWith("PATH="));
    }

    /** Empty if it is gone, or may not be read. */
    private static Optional<NamedProgram> named(String word, Path file) {
        try {
            Path canonical = file.toRealPath();
            Optional<Digest> sha3 = SystemPlace.holds(canonical) ? Optional.empty() : Optional.of(digest(canonical));
            return Optional.of(new NamedProgram(word, canonical, sha3));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA3-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return Digest.of(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK from 9 on has SHA3-256", e);
        }
    }
}
