package io.tetrarch.proof.group;

import io.tetrarch.crypto.authentication.Keyring;
import io.tetrarch.crypto.signature.KeyRefusedException;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.Configuration;
import io.tetrarch.pbft.Epoch;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Start;
import io.tetrarch.proof.rule.Membership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A group in one epoch, as its file says. The file is the genesis: its id is bound into everything signed, so a group
 * with one key, tier or time limit different is another group.
 *
 * @param replicas n = 3f+1 seats, in the order of their indexes
 * @param descent where a later epoch comes from; empty for the first
 */
public record Group(
        Title title,
        List<ReplicaMember> replicas,
        List<ClientMember> clients,
        GroupCharter charter,
        Constants constants,
        Optional<Descent> descent) {

    /**
     * What a group is called.
     *
     * @param epoch counts changes of membership, keys or charter, from 1
     */
    public record Title(String name, long epoch, Mode mode) {}

    /**
     * @throws IllegalArgumentException in one line, if n is not 3f+1, a name is malformed, a name or key occurs twice, a
     *     tier does not fit the group, or the replicas' addresses and operators do not fit the mode
     */
    public Group {
        replicas = List.copyOf(replicas);
        clients = List.copyOf(clients);
        GroupRules.check(title, replicas, clients);
        GroupRules.checkSeats(replicas, descent);
        charter.rules().checkedFor(replicas.size()).tiers().keySet().forEach(GroupRules::checkTierName);
    }

    /** A group in its first epoch. */
    public Group(
            Title title,
            List<ReplicaMember> replicas,
            List<ClientMember> clients,
            GroupCharter charter,
            Constants constants) {
        this(title, replicas, clients, charter, constants, Optional.empty());
    }

    /**
     * The group in the epoch that follows.
     *
     * @param start where that begins
     * @param keys by seat, no bytes for a vacant one
     * @param charterThen the one in force at the beginning
     * @throws IllegalArgumentException if that is no group: a key stands twice, or too few seats have one
     */
    public Group succeededBy(Start start, List<Bytes> keys, GroupCharter charterThen) {
        return succeededBy(start, keys, Optional.empty(), charterThen);
    }

    /**
     * The same, where a client joins the group with that epoch.
     *
     * @throws IllegalArgumentException if that is no group: a name or key stands twice, or too few seats have a key
     */
    public Group succeededBy(Start start, List<Bytes> keys, Optional<ClientMember> joining, GroupCharter charterThen) {
        List<ClientMember> members = new ArrayList<>(clients);
        joining.ifPresent(members::add);
        List<ReplicaMember> seats = new ArrayList<>();
        for (int seat = 0; seat < replicas.size(); seat++) {
            ReplicaMember member = replicas.get(seat);
            seats.add(new ReplicaMember(member.name(), keys.get(seat), member.address(), member.operator()));
        }
        return new Group(
                new Title(title.name(), title.epoch() + 1, title.mode()),
                seats,
                members,
                charterThen,
                constants,
                Optional.of(new Descent(founding(), id(), start)));
    }

    /** The group and epoch that all began with. */
    public Domain founding() {
        return descent.map(Descent::founding).orElseGet(this::domain);
    }

    /** What a charter must fit into. */
    public Frame frame() {
        return new Frame(replicaNames(), constants.requestLifeMillis());
    }

    public String name() {
        return title.name();
    }

    public Mode mode() {
        return title.mode();
    }

    /** SHA3-256 of {@link #canonicalBytes}. */
    public Digest id() {
        return Hash.sha3(canonicalBytes());
    }

    /** The group file in its canonical form (docs/proof-format.md). */
    public byte[] canonicalBytes() {
        return GroupFile.canonical(this);
    }

    public Domain domain() {
        return new Domain(id(), title.epoch());
    }

    /** Who runs the replicas, in their order, each once. */
    public List<String> operators() {
        return replicas.stream().map(ReplicaMember::operator).distinct().toList();
    }

    public List<String> replicaNames() {
        return replicas.stream().map(ReplicaMember::name).toList();
    }

    /** 2f+1. */
    public int quorum() {
        return new GroupSize(replicas.size()).quorum();
    }

    /** The index of the replica of that name. */
    public Optional<Integer> replica(String name) {
        int index = replicaNames().indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    public Optional<ClientMember> client(Digest keyId) {
        return clients.stream().filter(client -> client.keyId().equals(keyId)).findFirst();
    }

    /** @throws IllegalArgumentException if there is no replica of this index */
    public Configuration configuration(int self) {
        return new Configuration(
                domain(),
                replicas.size(),
                self,
                constants.timeouts(),
                constants.limits().inForce(),
                new Epoch(descent.map(Descent::start), vacant()));
    }

    /** The seats that nobody has. */
    public SortedSet<Integer> vacant() {
        return roster().vacant();
    }

    /** The seats, and how the next group follows, for the decision service. */
    public Roster roster() {
        TreeSet<Digest> clientKeys = new TreeSet<>();
        TreeSet<String> clientNames = new TreeSet<>();
        clients.forEach(client -> {
            clientKeys.add(client.keyId());
            clientNames.add(client.name());
        });
        return new Roster(
                founding(),
                replicas.stream()
                        .map(replica -> new Seat(replica.name(), replica.key()))
                        .toList(),
                clientKeys,
                clientNames,
                (start, keys, joining, charterThen) -> Bytes.wrap(
                        succeededBy(start, keys, joining, new GroupCharter(charterThen.digest(), charterThen.rules()))
                                .canonicalBytes()));
    }

    /** Each replica's configuration, by index. */
    public List<Configuration> configurations() {
        return IntStream.range(0, replicas.size()).mapToObj(this::configuration).toList();
    }

    /** Who may ask and who may run, for the decision service. */
    public Membership membership() {
        TreeSet<Digest> submitters = new TreeSet<>();
        with(Role.SUBMIT).forEach(client -> submitters.add(client.keyId()));
        TreeSet<String> executors = new TreeSet<>();
        with(Role.EXECUTE).forEach(client -> executors.add(client.name()));
        return new Membership(
                domain(), replicas.size(), submitters, executors, constants.requestLifeMillis(), gapsFrom());
    }

    /**
     * Where request numbers begin that may stay open while any number of later ones are decided. Groups of earlier builds,
     * which are known by their bound on pending requests, began with numbers that were remembered in a narrow window; what
     * they have decided so stays as it is, and later numbers begin beyond.
     */
    public long gapsFrom() {
        return constants.limits().pendingPerClient() > Limits.EARLIER_PER_CLIENT ? 1 : Membership.LATER_NUMBERS;
    }

    private Stream<ClientMember> with(Role role) {
        return clients.stream().filter(client -> client.may(role));
    }

    /**
     * The keys, parsed for use.
     *
     * @throws KeyRefusedException if one is unfit
     */
    public Keyring keyring(SignatureScheme scheme) {
        return Keyring.load(
                scheme,
                replicas.stream().map(replica -> replica.key().toArray()).toList(),
                clients.stream().map(client -> client.key().toArray()).toList());
    }
}
