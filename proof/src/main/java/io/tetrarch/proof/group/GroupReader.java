package io.tetrarch.proof.group;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.Timeouts;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.rule.CharterRules;
import io.tetrarch.proof.rule.JudgePins;
import io.tetrarch.proof.rule.TierRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one group file; every mistake is reported at its place in the file. */
final class GroupReader {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final long MOST = Bounds.READABLE_EPOCH.most();
    private static final long MOST_MEMBERS = Bounds.READABLE_MEMBERS.most();
    private static final long MOST_MILLIS = 366L * 86_400_000;

    private final SignatureScheme scheme;
    private final Set<String> names = new HashSet<>();
    private final Set<Bytes> keys = new HashSet<>();

    GroupReader(SignatureScheme scheme) {
        this.scheme = scheme;
    }

    Group read(byte[] utf8) throws JsonRejected {
        JsonCursor file = JsonCursor.parse(utf8, JsonLimits.GROUP);
        file.onlyMembers(only(
                "format",
                "name",
                "epoch",
                "descent",
                "mode",
                "replicas",
                "clients",
                "charter",
                "timeouts",
                "limits",
                "requestLifeMillis"));
        JsonCursor format = file.member("format");
        if (!format.string().equals(GroupFile.FORMAT)) {
            throw format.rejected("expected \"" + GroupFile.FORMAT + "\"");
        }
        Group.Title title = new Group.Title(
                checked(file.member("name"), GroupRules::checkName),
                file.member("epoch").integer(Bounds.READABLE_EPOCH),
                mode(file.member("mode")));
        JsonCursor from = file.optional("descent");
        Optional<Descent> descent = from == null ? Optional.empty() : Optional.of(descent(from));
        List<ReplicaMember> replicas = replicas(file.member("replicas"), title.mode(), descent);
        return new Group(
                title,
                replicas,
                clients(file.member("clients")),
                charter(file.member("charter"), replicas),
                constants(file),
                descent);
    }

    private static Descent descent(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only("foundingGroup", "foundingEpoch", "previousGroup", "sequence", "header", "stateRoot"));
        return new Descent(
                new Domain(
                        digest(at.member("foundingGroup")),
                        at.member("foundingEpoch").integer(Bounds.READABLE_EPOCH)),
                digest(at.member("previousGroup")),
                new Start(
                        at.member("sequence").integer(1, MOST),
                        digest(at.member("header")),
                        digest(at.member("stateRoot"))));
    }

    private static Mode mode(JsonCursor at) throws JsonRejected {
        Optional<Mode> mode = Mode.ofWord(at.string());
        if (mode.isEmpty()) {
            throw at.rejected("expected embedded, processes or distributed");
        }
        return mode.get();
    }

    private List<ReplicaMember> replicas(JsonCursor at, Mode mode, Optional<Descent> descent) throws JsonRejected {
        List<ReplicaMember> replicas = new ArrayList<>();
        for (JsonCursor each : members(at)) {
            each.onlyMembers(only("name", "key", "address", "operator"));
            JsonCursor address = each.optional("address");
            ReplicaMember replica = new ReplicaMember(
                    name(each),
                    each.optional("key") == null ? Bytes.EMPTY : key(each),
                    address == null ? Optional.empty() : Optional.of(checked(address, GroupRules::checkAddress)),
                    checked(each.member("operator"), GroupRules::checkOperator));
            checkNew(each, replica.name(), replica.key());
            replicas.add(replica);
        }
        check(at, () -> GroupRules.checkSize(replicas.size()));
        check(at, () -> GroupRules.checkSeats(replicas, descent));
        check(at, () -> GroupRules.checkMode(mode, replicas));
        return replicas;
    }

    private List<ClientMember> clients(JsonCursor at) throws JsonRejected {
        List<ClientMember> clients = new ArrayList<>();
        for (JsonCursor each : members(at)) {
            each.onlyMembers(only("name", "key", "roles"));
            ClientMember client = new ClientMember(name(each), key(each), roles(each.member("roles")));
            checkNew(each, client.name(), client.key());
            clients.add(client);
        }
        return clients;
    }

    private static TreeSet<Role> roles(JsonCursor at) throws JsonRejected {
        TreeSet<Role> roles = new TreeSet<>();
        for (JsonCursor each : at.elements()) {
            Optional<Role> role = Role.ofWord(each.string());
            if (role.isEmpty()) {
                throw each.rejected("expected submit or execute");
            }
            if (!roles.add(role.get())) {
                throw each.rejected("expected each role once");
            }
        }
        return roles;
    }

    private static GroupCharter charter(JsonCursor at, List<ReplicaMember> replicas) throws JsonRejected {
        at.onlyMembers(only("version", "digest", "tiers", "judges"));
        long version = at.member("version").integer(Bounds.READABLE_VERSION);
        SortedMap<String, TierRule> tiers = new TreeMap<>();
        for (JsonCursor each : members(at.member("tiers"))) {
            each.onlyMembers(only("name", "approvals", "named", "shadow"));
            String name = checked(each.member("name"), GroupRules::checkTierName);
            TierRule rule = new TierRule(
                    (int) each.member("approvals").integer(1, MOST_MEMBERS),
                    named(each, replicas),
                    each.flag("shadow"));
            if (tiers.put(name, rule) != null) {
                throw each.member("name").rejected("expected each tier once, found " + name + " again");
            }
            check(each, () -> new CharterRules(version, new TreeMap<>(Map.of(name, rule))).checkedFor(replicas.size()));
        }
        CharterRules rules = new CharterRules(version, tiers, judges(at.optional("judges"), replicas.size()));
        return new GroupCharter(digest(at.member("digest")), rules);
    }

    private static JudgePins judges(@Nullable JsonCursor at, int replicas) throws JsonRejected {
        if (at == null) {
            return JudgePins.NONE;
        }
        JudgePins judges = JudgePins.read(at);
        check(at, () -> new CharterRules(1, new TreeMap<>(), judges).checkedFor(replicas));
        return judges;
    }

    private static Digest digest(JsonCursor at) throws JsonRejected {
        String hex = at.string();
        if (!HEX.matcher(hex).matches()) {
            throw at.rejected("expected a SHA3-256 digest of 64 lower-case hex digits");
        }
        return Digest.ofHex(hex);
    }

    private static TreeSet<Integer> named(JsonCursor tier, List<ReplicaMember> replicas) throws JsonRejected {
        TreeSet<Integer> named = new TreeSet<>();
        List<String> known = replicas.stream().map(ReplicaMember::name).toList();
        for (JsonCursor each : tier.member("named").elements()) {
            int index = known.indexOf(each.string());
            if (index < 0) {
                throw each.rejected("expected the name of a replica (" + String.join(", ", known) + ")");
            }
            if (!named.add(index)) {
                throw each.rejected("expected each replica once");
            }
        }
        return named;
    }

    private static Constants constants(JsonCursor file) throws JsonRejected {
        JsonCursor timeouts =
                file.member("timeouts").onlyMembers(only("viewMillis", "viewCapMillis", "statusMillis", "graceMillis"));
        long viewMillis = timeouts.member("viewMillis").integer(1, MOST_MILLIS);
        Timeouts times = new Timeouts(
                viewMillis,
                timeouts.member("viewCapMillis").integer(viewMillis, MOST_MILLIS),
                timeouts.member("statusMillis").integer(1, MOST_MILLIS),
                timeouts.member("graceMillis").integer(0, MOST_MILLIS));
        return new Constants(
                times,
                limits(file.member("limits")),
                file.member("requestLifeMillis").integer(1, MOST_MILLIS));
    }

    private static Limits limits(JsonCursor at) throws JsonRejected {
        at.onlyMembers(only(
                "checkpointInterval",
                "pipelineDepth",
                "batchEntries",
                "batchBytes",
                "pendingPerClient",
                "pendingRequests"));
        return new Limits(
                count(at, "checkpointInterval", 1 << 20),
                count(at, "pipelineDepth", 1 << 10),
                count(at, "batchEntries", 1 << 16),
                count(at, "batchBytes", 1 << 28),
                count(at, "pendingPerClient", 1 << 20),
                count(at, "pendingRequests", 1 << 24));
    }

    /** In the order of the format's description, which is that of the error message. */
    private static Set<String> only(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private static int count(JsonCursor at, String name, int most) throws JsonRejected {
        return (int) at.member(name).integer(1, most);
    }

    private static List<JsonCursor> members(JsonCursor at) throws JsonRejected {
        List<JsonCursor> elements = at.elements();
        if (elements.size() > MOST_MEMBERS) {
            throw at.rejected("expected at most " + MOST_MEMBERS + " elements, found " + elements.size());
        }
        return elements;
    }

    private static String name(JsonCursor member) throws JsonRejected {
        return checked(member.member("name"), GroupRules::checkName);
    }

    private static String checked(JsonCursor at, Consumer<String> check) throws JsonRejected {
        String text = at.string();
        check(at, () -> check.accept(text));
        return text;
    }

    private Bytes key(JsonCursor member) throws JsonRejected {
        JsonCursor at = member.member("key");
        String hex = at.string();
        if (!HEX.matcher(hex).matches()) {
            throw at.rejected("expected an Ed25519 public key of 64 lower-case hex digits");
        }
        byte[] raw = HexFormat.of().parseHex(hex);
        try {
            Keyring.load(scheme, List.of(raw), List.of());
        } catch (KeyRefusedException e) {
            throw at.rejected("expected a usable key: " + e.getMessage());
        }
        return Bytes.wrap(raw);
    }

    private void checkNew(JsonCursor member, String name, Bytes key) throws JsonRejected {
        check(member, () -> GroupRules.checkNew(name, key, names, keys));
    }

    /** Gives what the group itself refuses a place in the file. */
    private static void check(JsonCursor at, Runnable check) throws JsonRejected {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw at.rejected(String.valueOf(e.getMessage()));
        }
    }
}
