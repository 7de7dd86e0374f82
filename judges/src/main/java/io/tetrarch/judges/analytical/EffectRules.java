package io.tetrarch.judges.analytical;

import io.tetrarch.judges.pattern.Territory;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.reading.shell.SimpleCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an effect on a territory means. One table, kind by kind; what it does not name is an ordinary effect. */
final class EffectRules {

    private static final Set<Territory> NOT_OURS = Set.of(
            Territory.SYSTEM,
            Territory.STARTUP,
            Territory.SECRETS,
            Territory.ACCOUNTS,
            Territory.HISTORY,
            Territory.LOGS,
            Territory.DEVICES,
            Territory.SOCKETS,
            Territory.SETTINGS);

    private EffectRules() {}

    /** Everything that stands against these effects, in their order. */
    static List<Finding> of(List<Effect> effects) {
        List<Finding> findings = new ArrayList<>();
        for (Effect effect : effects) {
            of(effect).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> of(Effect effect) {
        return switch (effect.kind()) {
            case INSPECT -> inspect(effect);
            case READ -> read(effect);
            case COPY ->
                effect.territory() == Territory.ACCOUNTS
                        ? finding(effect, "copies-accounts", 60, "It copies the machine's account file %s.", "")
                        : read(effect);
            case WRITE -> write(effect);
            case REMOVE -> remove(effect);
            case REMOVE_TREE -> removeTree(effect);
            case CHANGE_RIGHTS -> changeRights(effect);
            case RUN_UNSEEN ->
                finding(
                        effect,
                        "runs-unseen-code",
                        80,
                        "It runs %s, which nobody has read.",
                        "Fetch it, read it, then run it.");
            case SEND -> finding(effect, "sends-data-out", 70, "It sends %s to another machine.", "");
            case LOSE ->
                finding(effect, "loses-what-stands-nowhere-else", 70, "%s throws away what stands nowhere else.", "");
            case STOP ->
                finding(effect, "stops-what-others-use", 70, "%s stops or disables what others may be using.", "");
            case NEVER_ENDS -> finding(effect, "never-ends", 70, "%s runs on without end.", "");
            case ADMINISTER ->
                finding(effect, "acts-on-the-machine", 60, "%s acts on the machine as a whole, not on the task.", "");
        };
    }

    private static Optional<Finding> finding(Effect effect, String reason, int weight, String says, String instead) {
        String object = effect.object().length() > 60 ? effect.object().substring(0, 60) + "..." : effect.object();
        return Optional.of(new Finding(Answer.DENY, reason, says.replace("%s", object), weight, instead));
    }

    /** Looking at names and properties is harmless, but for a search whose purpose is to find keys. */
    private static Optional<Finding> inspect(Effect effect) {
        SimpleCommand command = effect.command();
        boolean find = command.program().equals("find");
        boolean rights = find && command.texts().stream().anyMatch(EffectRules::isSpecialMode);
        boolean keys = find
                && command.texts().stream()
                        .anyMatch(text -> Territory.of(text) == Territory.SECRETS || SecretNames.isSecretFile(text));
        if (rights) {
            return finding(effect, "searches-for-elevation", 50, "It searches %s for programs that give rights.", "");
        }
        return keys
                ? finding(effect, "searches-for-secrets", 60, "It searches %s for keys and passwords.", "")
                : Optional.empty();
    }

    private static boolean isSpecialMode(String text) {
        return text.matches("[-/+]?[u,g]*[246]000|[-/+]?0?[246]000|[-/+]?[ug]\\+?=?s.*");
    }

    private static Optional<Finding> read(Effect effect) {
        return switch (effect.territory()) {
            case SECRETS -> finding(effect, "reads-secrets", 70, "It reads %s, which holds keys or passwords.", "");
            case HISTORY -> finding(effect, "reads-history", 60, "It reads %s, which holds what a person typed.", "");
            case DEVICES -> finding(effect, "reads-device", 50, "It reads the device %s as it is.", "");
            case SOCKETS -> finding(effect, "opens-connection", 70, "It reads from another machine through %s.", "");
            case SYSTEM, HOME, OUTSIDE, SETTINGS, STARTUP, ACCOUNTS, LOGS, UNDETERMINED, WORKSPACE, SCRATCH, BUILD ->
                SecretNames.isSearch(effect.command(), effect.territory())
                        ? finding(effect, "searches-for-secrets", 60, "It searches %s for passwords or keys.", "")
                        : Optional.empty();
            case SINKS -> Optional.empty();
        };
    }

    private static Optional<Finding> write(Effect effect) {
        return switch (effect.territory()) {
            case STARTUP ->
                finding(
                        effect,
                        "changes-what-runs-by-itself",
                        80,
                        "It writes %s, which runs by itself or says who may do what.",
                        "");
            case SECRETS, ACCOUNTS ->
                finding(effect, "changes-accounts", 80, "It writes %s, which holds accounts or keys.", "");
            case HISTORY, LOGS -> finding(effect, "rewrites-records", 70, "It rewrites the record %s.", "");
            case DEVICES -> finding(effect, "writes-device", 90, "It writes to the device %s as it is.", "");
            case SOCKETS -> finding(effect, "sends-data-out", 80, "It sends data through %s.", "");
            case SYSTEM -> finding(effect, "changes-the-system", 60, "It writes %s, which belongs to the system.", "");
            case SETTINGS ->
                finding(effect, "changes-personal-settings", 50, "It writes %s, which belongs to a person.", "");
            case SCRATCH, SINKS, BUILD, HOME, WORKSPACE, OUTSIDE, UNDETERMINED -> Optional.empty();
        };
    }

    private static Optional<Finding> remove(Effect effect) {
        if (NOT_OURS.contains(effect.territory())) {
            return finding(
                    effect, "removes-what-is-not-ours", 80, "It removes %s, which does not belong to the task.", "");
        }
        boolean absolute = effect.territory() == Territory.OUTSIDE || effect.territory() == Territory.HOME;
        if (absolute && !effect.command().program().equals("mv")) {
            return finding(effect, "removes-outside-the-workspace", 60, "It removes %s outside the workspace.", "");
        }
        if (effect.territory() == Territory.UNDETERMINED) {
            return finding(effect, "target-not-determined", 60, "What it removes, %s, cannot be told beforehand.", "");
        }
        return effect.command().standing().openArguments()
                ? finding(effect, "target-not-determined", 60, "What it removes comes from elsewhere.", "")
                : Optional.empty();
    }

    private static Optional<Finding> removeTree(Effect effect) {
        Territory territory = effect.territory();
        if (territory == Territory.SCRATCH || territory == Territory.BUILD || territory == Territory.SINKS) {
            return Optional.empty();
        }
        if (territory == Territory.UNDETERMINED) {
            return finding(
                    effect,
                    "target-not-determined",
                    80,
                    "What it removes with all below, %s, cannot be told beforehand.",
                    "");
        }
        return finding(
                effect,
                "removes-a-tree",
                territory == Territory.WORKSPACE ? 60 : 90,
                "It removes %s with everything below.",
                "Name the files, or move the folder to a temporary place.");
    }

    private static Optional<Finding> changeRights(Effect effect) {
        List<String> words = effect.command().operands();
        String mode = words.isEmpty() ? "" : words.getFirst();
        boolean special = mode.matches("0?[2467][0-7]{3}|[ugoa]*\\+[rwxX]*s[rwxXst]*|[ugoa]*=[rwx]*s.*|\\+s");
        boolean open = mode.matches("0?[0-7]?[0-7][0-7][2367]|[ao]*[+=]r?wx?|a\\+rwx|ugo\\+rwx");
        boolean root = mode.matches("root|root:.*|0|0:0|:root|:wheel|:sudo");
        boolean owner = effect.command().program().startsWith("ch")
                && !effect.command().program().equals("chmod");
        if (special && !owner || effect.command().program().equals("setcap")) {
            return finding(effect, "gives-rights", 80, "It lets whoever runs %s act with its owner's rights.", "");
        }
        if (root && owner || open && !owner || effect.command().program().equals("chattr")) {
            return finding(
                    effect,
                    "loosens-rights",
                    60,
                    "It loosens who may change %s.",
                    "Give the one right that is needed.");
        }
        boolean ours = effect.territory() == Territory.WORKSPACE
                || effect.territory() == Territory.BUILD
                || effect.territory() == Territory.SCRATCH;
        boolean tree = effect.command().flags().contains("R")
                || effect.command().flags().contains("recursive");
        if (NOT_OURS.contains(effect.territory()) || !ours && tree) {
            return finding(effect, "changes-the-system", 60, "It changes the rights of %s.", "");
        }
        return Optional.empty();
    }
}
