package io.tetrarch.proof.group;

import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.proof.bound.Name;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every group must satisfy, whether it was read from a file or made by a program. Each rule throws
 * {@link IllegalArgumentException} saying what was expected.
 */
final class GroupRules {
    private static final Pattern OPERATOR = Pattern.compile("[^\\p{Cntrl}\"\\\\]{1,100}");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._\\-\\[\\]:]{1,255}:[0-9]{1,5}");
    private static final int LAST_PORT = 65_535;

    private GroupRules() {}

    static void check(Group.Title title, List<ReplicaMember> replicas, List<ClientMember> clients) {
        checkName(title.name());
        checkSize(replicas.size());
        Set<String> names = new HashSet<>();
        Set<Bytes> keys = new HashSet<>();
        for (ReplicaMember replica : replicas) {
            checkName(replica.name());
            replica.address().ifPresent(GroupRules::checkAddress);
            checkOperator(replica.operator());
            checkNew(replica.name(), replica.key(), names, keys);
        }
        for (ClientMember client : clients) {
            checkName(client.name());
            checkNew(client.name(), client.key(), names, keys);
        }
        checkMode(title.mode(), replicas);
    }

    static void checkSize(int replicas) {
        if (replicas < 4 || replicas % 3 != 1) {
            throw new IllegalArgumentException("expected 3f+1 replicas (4, 7, 10, 13, ...), found " + replicas);
        }
    }

    static void checkName(String name) {
        if (!Name.isReadable(name)) {
            throw new IllegalArgumentException("expected a name of " + Name.READABLE_WORDS);
        }
    }

    /** Where a group agreed to a tier, its name is what it is. */
    static void checkTierName(String name) {
        if (!Name.isReadableTier(name)) {
            throw new IllegalArgumentException("expected a name of " + Name.MOST + " characters at most");
        }
    }

    static void checkOperator(String operator) {
        if (!OPERATOR.matcher(operator).matches()) {
            throw new IllegalArgumentException(
                    "expected an operator of 1 to 100 characters without quotes, backslashes and control characters");
        }
    }

    static void checkAddress(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("expected an address host:port");
        }
        int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("expected a port from 1 to " + LAST_PORT + ", found " + port);
        }
    }

    /** Seats can be vacated, but not founded vacant, and a quorum of them is always taken. */
    static void checkSeats(List<ReplicaMember> replicas, Optional<Descent> descent) {
        long vacant = replicas.stream().filter(ReplicaMember::isVacant).count();
        long most = descent.isPresent() ? new GroupSize(replicas.size()).faulty() : 0;
        if (vacant > most) {
            throw new IllegalArgumentException("expected at most " + most + " replicas without a key, found " + vacant);
        }
    }

    /** One key for two members would give one of them two votes. */
    static void checkNew(String name, Bytes key, Set<String> names, Set<Bytes> keys) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("expected a name of its own for each member, found " + name + " twice");
        }
        if (key.size() > 0 && !keys.add(key)) {
            throw new IllegalArgumentException(
                    "expected a key of its own for each member, found " + name + " with the key of another");
        }
    }

    /** The full claim rests on operators that do not depend on each other. */
    static void checkMode(Mode mode, List<ReplicaMember> replicas) {
        boolean networked = mode != Mode.EMBEDDED;
        for (ReplicaMember replica : replicas) {
            if (replica.address().isPresent() != networked) {
                throw new IllegalArgumentException("expected " + (networked ? "an" : "no") + " address for replica "
                        + replica.name() + " in mode " + mode.word());
            }
        }
        long operators =
                replicas.stream().map(ReplicaMember::operator).distinct().count();
        if (mode == Mode.DISTRIBUTED && operators < replicas.size()) {
            throw new IllegalArgumentException("expected an operator of its own for each replica in mode distributed,"
                    + " found " + operators + " for " + replicas.size() + " replicas");
        }
    }
}
