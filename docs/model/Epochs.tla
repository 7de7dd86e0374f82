------------------------------- MODULE Epochs -------------------------------
(* Two epochs of ChainedPbft, the second of which begins where the first ends: ADR 0012. Some batches change the group; *)
(* approved, such a batch is the last of its epoch. In each epoch F replicas are Byzantine, in the second not those of  *)
(* the first: what is honest there is Honest again, with other keys, and begins with the state, the chain and nothing    *)
(* else.                                                                                                               *)
(*                                                                                                                     *)
(* Nothing that a replica does in the first epoch depends on what is done in the second. So all steps of the first may  *)
(* be put before all of the second, one that stays behind being silent there, and only the end of the first is kept.     *)
EXTENDS ChainedPbft
CONSTANT Enders   \* the batches that end an epoch
VARIABLES
  epoch,          \* 1 or 2
  start,          \* the header after which this epoch begins
  signers,        \* who had signed the CHECKPOINT of the end when the first honest replica went on
  group,          \* the group that each replica takes for the one of this epoch
  before          \* the prepared certificates of the epoch before: they mean nothing
epochVars == <<epoch, start, signers, group, before>>

Ends(h) == Len(h) > Len(start) /\ h[Len(h)] \in Enders
\* where the first epoch may end: what is committed, up to the first batch that ends it
FirstEnd(h) == CHOOSE n \in 1..Len(h) : h[n] \in Enders /\ \A m \in 1..(n - 1) : h[m] \notin Enders
EndsIn(v) == {SubSeq(h, 1, FirstEnd(h)) : h \in {g \in CommittedIn(v) : \E n \in 1..Len(g) : g[n] \in Enders}}
CommittedEnds == IF epoch = 2 THEN {} ELSE UNION {EndsIn(v) : v \in Views}

(* The rules that matter; WrongEpochs has a wrong one for each. *)
\* nothing is accepted on top of an epoch's last batch
Open(r) == tip[r] = NoChain \/ ~Ends(tip[r])
\* an epoch ends at a stable checkpoint: honest signatures that suffice
EnoughSigners == HQ
\* the groups that a replica may be shown beside the certificate of the end: the one that the checkpoint names
ShownGroups(e) == {<<"named by", e>>}
\* the VIEW-CHANGEs that go over into the next epoch
CarriedChanges == [r \in Honest |-> [v \in Views |-> NoVc]]
\* the prepared certificates that a VIEW-CHANGE of this epoch may carry
Known(v) == Certificates(v)
\* replaces HQ: the Byzantine votes that help are those of this epoch's F
Helpers == F

ShownInEpoch(r, T) == IF Cardinality(T) >= Q THEN {None} ELSE Known(view[r]) \cup {None}
QuorumOfHonest == Q - Helpers

EpochsInit == Init /\ epoch = 1 /\ start = <<>> /\ signers = {} /\ group = [r \in Honest |-> "founding"] /\ before = {}

GoOn == /\ epoch = 1
        /\ \E e \in CommittedEnds, S \in SUBSET Honest :
             /\ Cardinality(S) >= EnoughSigners
             /\ epoch' = 2 /\ start' = e /\ signers' = S
             /\ \E g \in [Honest -> ShownGroups(e)] : group' = g
             /\ before' = Certificates(MaxView + 1)
             /\ view' = [r \in Honest |-> 0]
             /\ tip' = [r \in Honest |-> e]
             /\ votes' = [v \in Views |-> [r \in Honest |-> {}]]
             /\ commits' = [v \in Views |-> [r \in Honest |-> {}]]
             /\ high' = [r \in Honest |-> None]
             /\ stable' = [r \in Honest |-> e]
             /\ vc' = CarriedChanges
             /\ leaving' = FALSE

EpochsNext == \/ GoOn
              \/ /\ \E r \in Honest : Turn(r) /\ (\/ (~leaving /\ ((Open(r) /\ Accept(r)) \/ Commit(r) \/ NewView(r)))
                                                  \/ Install(r) \/ ViewChange(r))
                 /\ UNCHANGED epochVars
EpochsSpec == EpochsInit /\ [][EpochsNext]_<<vars, epochVars>>

\* S1 across epochs: what is committed in an epoch extends what it began with
OneChain == \A h \in CommittedHeaders : Prefix(start, h[2])
\* nothing is committed behind the end
NothingBehind == \A h \in CommittedHeaders : \A n \in (Len(start) + 1)..(Len(h[2]) - 1) : h[2][n] \notin Enders
OneEnd == Cardinality(CommittedEnds) <= 1
\* all go on to one group
OneGroup == \A r, s \in Honest : group[r] = group[s]
\* whoever goes on has what convinces all that stayed: they alone are no quorum any more
NobodyStranded == epoch = 2 => Cardinality(signers) >= HQ
Across == Agreement /\ OneChain /\ NothingBehind /\ OneEnd /\ OneGroup /\ NobodyStranded
\* violated, as it must be: the second epoch commits
NeverSecond == epoch = 1 \/ CommittedHeaders = {}
EpochsSymm == Permutations(Honest) \cup Permutations(Batches \ Enders)
=============================================================================
