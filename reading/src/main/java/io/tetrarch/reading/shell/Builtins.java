package io.tetrarch.reading.shell;

import java.util.List;
import java.util.Optional;

/** What commands do to the shell's own variables, and to files whose contents are known. */
final class Builtins {

    private final Environment environment;

    Builtins(Environment environment) {
        this.environment = environment;
    }

    void note(SimpleCommand command) {
        switch (command.program()) {
            case "export", "declare", "typeset", "local", "readonly" -> assign(command.args());
            case "read", "mapfile", "readarray", "getopts", "unset", "let" ->
                command.operands().forEach(environment::forget);
            case "set" -> arguments(command);
            case "cd", "pushd", "chdir" -> {
                if (!command.verb().isEmpty() && !command.verb().equals("-")) {
                    environment.enterFolder(command.verb());
                }
            }
            case "tee" -> {
                if (!command.input().isEmpty()) {
                    boolean append =
                            command.flags().contains("a") || command.flags().contains("append");
                    command.operands().forEach(file -> environment.write(file, command.input(), append));
                }
            }
            case "cp", "mv", "ln", "install" -> copy(command.operands());
            default -> {
                // every other program leaves what the shell knows alone
            }
        }
    }

    private void assign(List<Word> args) {
        for (Word word : args) {
            String text = word.text();
            int equals = text.indexOf('=');
            if (equals > 0 && word.isKnown()) {
                environment.set(text.substring(0, equals), List.of(Word.of(text.substring(equals + 1))));
            } else if (equals > 0) {
                environment.forget(text.substring(0, equals));
            }
        }
    }

    private void arguments(SimpleCommand command) {
        List<String> texts = command.texts();
        int dashes = texts.indexOf("--");
        if (dashes >= 0) {
            environment.setArguments(command.args().subList(dashes + 1, texts.size()));
        }
    }

    private void copy(List<String> operands) {
        if (operands.size() == 2) {
            Optional<String> text = environment.file(operands.get(0));
            text.ifPresent(known -> environment.write(operands.get(1), known, false));
        }
    }
}
