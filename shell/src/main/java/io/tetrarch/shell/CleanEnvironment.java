package io.tetrarch.shell;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The variables that a command has whoever starts it, and which variables it may be given. Of the caller's there are two,
 * language and kind of terminal, and these only where they are plain names: either may name a file to be read.
 */
public final class CleanEnvironment {
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z0-9_]{1,32}(\\.[A-Za-z0-9-]{1,32})?(@[A-Za-z0-9]{1,32})?");
    private static final Pattern TERMINAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    private CleanEnvironment() {}

    /** Without a search path. */
    public static SortedMap<String, String> of(Account account, Map<String, String> callers) {
        SortedMap<String, String> clean = new TreeMap<>();
        clean.put("HOME", account.home().toString());
        clean.put("USER", account.name());
        clean.put("LOGNAME", account.name());
        clean.put("LANG", plain(callers.get("LANG"), LANGUAGE).orElse("C.UTF-8"));
        plain(callers.get("TERM"), TERMINAL).ifPresent(terminal -> clean.put("TERM", terminal));
        return clean;
    }

    private static Optional<String> plain(@Nullable String value, Pattern form) {
        return Optional.ofNullable(value).filter(text -> form.matcher(text).matches());
    }

    /** Whether a shell would take it for the name of a variable. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Whether the variable is not to be given, since it says where a command is, or where its programs are. */
    public static boolean isOwn(String name) {
        return name.equals("PATH") || name.equals("PWD") || name.equals("OLDPWD");
    }
}
