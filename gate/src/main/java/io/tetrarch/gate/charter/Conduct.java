package io.tetrarch.gate.charter;

import io.tetrarch.gate.provenance.ProvenanceTerms;
import io.tetrarch.gate.redaction.Redaction;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Principal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a charter is applied, whatever the action.
 *
 * @param acknowledged dangers that the authors say they know of
 * @param knowledge by which replicas derive facts; where it is not named, by that which each has
 * @param provenance by what the group chooses between branches of audit trails; without it none is chosen
 */
public record Conduct(
        List<Danger> acknowledged,
        Access access,
        List<Quota> quotas,
        Redaction redaction,
        Optional<ProvenanceTerms> provenance,
        Optional<Digest> knowledge) {

    /** Enforced, with no one shut out, no quotas and the standard redaction. */
    public static final Conduct PLAIN = new Conduct(
            List.of(),
            new Access(List.of(), List.of(), List.of()),
            List.of(),
            Redaction.none(),
            Optional.empty(),
            Optional.empty());

    public Conduct {
        acknowledged = List.copyOf(acknowledged);
        quotas = List.copyOf(quotas);
    }

    /** What a charter is refused for unless it says that it is known. */
    public enum Danger {
        /** All judges are of one lineage, so that one mistake is everyone's. */
        CORRELATED_JUDGES;

        /** As it stands in charters. */
        public String word() {
            return "correlated-judges";
        }
    }

    /**
     * Who may do what, by the names of clients in the group file. An empty list leaves it to the group file.
     *
     * @param submit who may ask for decisions
     * @param execute who may be named as the executor
     * @param principals for whom clients may speak; an empty list takes nobody's word, and goes by clients alone
     */
    public record Access(List<String> submit, List<String> execute, List<Speaker> principals) {
        public Access {
            submit = List.copyOf(submit);
            execute = List.copyOf(execute);
            principals = List.copyOf(principals);
        }

        /** The principal as this charter goes by it. */
        public Optional<Principal> taken(Optional<Principal> named) {
            return principals.isEmpty() ? Optional.empty() : named;
        }

        /** Whether the client may speak for the principal, and for whom it acts. */
        public boolean maySpeak(String client, Principal principal) {
            return principals.isEmpty()
                    || Stream.concat(Stream.of(principal.name()), principal.onBehalfOf().stream())
                            .allMatch(name -> principals.stream().anyMatch(each -> each.maySpeak(client, name)));
        }

        public boolean maySubmit(String client) {
            return submit.isEmpty() || submit.contains(client);
        }

        public boolean mayExecute(String client) {
            return execute.isEmpty() || execute.contains(client);
        }
    }

    /**
     * For whom clients may ask.
     *
     * @param clients whose word is taken
     * @param names of principals, as patterns in which {@code *} stands for any characters
     */
    public record Speaker(List<String> clients, List<String> names) {
        public Speaker {
            clients = List.copyOf(clients);
            names = List.copyOf(names);
        }

        boolean maySpeak(String client, String name) {
            return clients.contains(client) && names.stream().anyMatch(pattern -> Match.fits(name, pattern));
        }
    }

    /**
     * How often a client may ask, or each of its principals where the charter goes by them.
     *
     * @param clients to each of whom it applies; empty means every client
     * @param decisions in one window at most, whatever their outcome
     */
    public record Quota(List<String> clients, int decisions, long windowMillis) {
        public Quota {
            clients = List.copyOf(clients);
        }

        public boolean isFor(String client) {
            return clients.isEmpty() || clients.contains(client);
        }
    }
}
