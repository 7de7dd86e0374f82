package io.tetrarch.reading.shell;

import io.tetrarch.reading.shell.Tree.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the text itself has set so far: variables, functions, files written with known contents. */
final class Environment {

    /** Characters of one value; longer ones count as unknown. */
    static final int MAX_VALUE = 8 * 1024;

    private static final int MAX_ENTRIES = 256;

    private final Map<String, List<Word>> variables = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Node> functions = new LinkedHashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private String folder = "";

    /** Where commands run from now on; empty where that is not said. */
    String folder() {
        return folder;
    }

    void enterFolder(String entered) {
        if (entered.length() <= MAX_VALUE) {
            boolean whole = entered.startsWith("/") || entered.startsWith("~") || entered.startsWith("$");
            folder = whole || folder.isEmpty() ? entered : folder + "/" + entered;
        }
    }

    /** Sets a variable; several words stand for the several values it takes in a loop. */
    void set(String name, List<Word> values) {
        int length = 0;
        for (Word value : values) {
            length += value.text().length();
        }
        if (length <= MAX_VALUE && (variables.size() < MAX_ENTRIES || variables.containsKey(name))) {
            variables.put(name, List.copyOf(values));
        } else {
            variables.remove(name);
        }
    }

    /** Sets the positional parameters of a script or function. */
    void setArguments(List<Word> arguments) {
        for (int i = 0; i < 9; i++) {
            String name = Integer.toString(i + 1);
            if (i < arguments.size()) {
                set(name, List.of(arguments.get(i)));
            } else {
                forget(name);
            }
        }
        set("@", arguments);
        set("*", arguments);
    }

    void forget(String name) {
        variables.remove(name);
    }

    /** The values of a variable that the text has set. */
    Optional<List<Word>> values(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    void define(String name, Node body) {
        if (functions.size() < MAX_ENTRIES) {
            functions.put(name, body);
        }
    }

    Optional<Node> function(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** Notes that a function runs; false if it is running already. */
    boolean enter(String name) {
        called.add(name);
        return running.add(name);
    }

    void leave(String name) {
        running.remove(name);
    }

    /** The functions defined and never called, by name. */
    Map<String, Node> uncalled() {
        Map<String, Node> uncalled = new LinkedHashMap<>(functions);
        called.forEach(uncalled::remove);
        return uncalled;
    }

    /** Notes what a file holds once the command before has run. */
    void write(String file, String text, boolean append) {
        String name = plain(file);
        String whole = append ? files.getOrDefault(name, "") + text : text;
        if (whole.length() <= Budget.MAX_TEXT && (files.size() < MAX_ENTRIES || files.containsKey(name))) {
            files.put(name, whole);
        } else {
            files.remove(name);
        }
    }

    void forgetFile(String file) {
        files.remove(plain(file));
    }

    private static String plain(String file) {
        return file.startsWith("./") ? file.substring(2) : file;
    }

    Optional<String> file(String file) {
        return Optional.ofNullable(files.get(plain(file)));
    }
}
