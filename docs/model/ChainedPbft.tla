---------------------------- MODULE ChainedPbft ----------------------------
(* The view change of the chained variant, with checkpoints, state transfer and restarts. A header stands for the *)
(* whole chain up to it, so a header is written here as the sequence of batches. All leaders and the F Byzantine    *)
(* replicas are the adversary: any proposal an honest replica's rule admits may happen, Byzantine votes always      *)
(* exist, and a Byzantine VIEW-CHANGE may carry any certificate and any stable checkpoint that exists, or none.     *)
(* What was sent once may arrive at any time and any number of times.                                              *)
EXTENDS Integers, Sequences, FiniteSets, TLC
CONSTANTS
  Honest, F, MaxView, MaxLen, Batches,
  CheckpointLens,   \* lengths at which a committed chain may become a stable checkpoint; {} models none
  Restarts,         \* whether replicas crash and come back
  Lost,             \* what a restart loses, of "checkpoint", "base", "certificate", "votes", "view"
  ByView            \* search only the runs that finish one view before the next: see Turn
VARIABLES
  view,             \* the view a replica is in
  tip,              \* the chain it accepts proposals upon in that view; NoChain before the NEW-VIEW
  votes,            \* the headers it voted PREPARE for, per view
  commits,          \* the headers it voted COMMIT for, per view
  high,             \* its highest prepared certificate; kept for good, whatever is garbage collected
  stable,           \* its highest stable checkpoint
  vc,               \* the VIEW-CHANGE it sent, per view
  leaving           \* whether the search is past the last step but leaving of the lowest view: see Turn
vars == <<view, tip, votes, commits, high, stable, vc, leaving>>

None == [view |-> -1, chain |-> <<>>]          \* no certificate
NoVc == [cert |-> None, stable |-> <<"no">>]
NoChain == <<"no">>
Views == 0..MaxView
Gone == MaxView + 1                            \* the view of a replica that takes no further part
Q == 2*F + 1                                   \* votes that make a quorum, of which F may be Byzantine
HQ == Q - F                                    \* honest votes that suffice
Prefix(a, b) == Len(a) <= Len(b) /\ SubSeq(b, 1, Len(a)) = a

Certified(v, h) == Cardinality({r \in Honest : h \in votes[v][r]}) >= HQ
Committed(v, h) == Cardinality({r \in Honest : h \in commits[v][r]}) >= HQ
CertifiedIn(v) == {h \in UNION {votes[v][r] : r \in Honest} : Certified(v, h)}
CommittedIn(v) == {h \in UNION {commits[v][r] : r \in Honest} : Committed(v, h)}
Certificates(below) == UNION {{[view |-> v, chain |-> h] : h \in CertifiedIn(v)} : v \in 0..(below - 1)}
\* a commit certificate is all it takes for the honest replicas to execute, and to vote CHECKPOINT on the way
Checkpoints == UNION {UNION {{SubSeq(h, 1, n) : n \in {m \in CheckpointLens : m <= Len(h)}} : h \in CommittedIn(v)}
                      : v \in Views}

Higher(a, b) == a.view > b.view \/ (a.view = b.view /\ Len(a.chain) > Len(b.chain))
Highest(C) == {c \in C : \A d \in C : ~Higher(d, c)}
Longest(S) == {s \in S : \A t \in S : Len(t) <= Len(s)}

(* The rules that matter; WrongRules has a wrong one for each. *)
\* the certificate a VIEW-CHANGE carries
Carried(r) == high[r]
\* the bases a new view may have, given all certificates and stable checkpoints of V
Bases(C, S) == {IF Len(c.chain) > Len(s) THEN c.chain ELSE s : c \in Highest(C), s \in Longest(S)}
\* one vote a slot (view, sequence), across restarts too
Free(r, h) == "votes" \in Lost \/ \A g \in votes[view[r]][r] : Len(g) = Len(h) => g = h

Init == /\ view = [r \in Honest |-> 0]
        /\ tip = [r \in Honest |-> <<>>]
        /\ votes = [v \in Views |-> [r \in Honest |-> {}]]
        /\ commits = [v \in Views |-> [r \in Honest |-> {}]]
        /\ high = [r \in Honest |-> None]
        /\ stable = [r \in Honest |-> <<>>]
        /\ vc = [r \in Honest |-> [v \in Views |-> NoVc]]
        /\ leaving = FALSE

(* Each action is written with what it chooses for an argument, so that Traces can say what was chosen. *)
\* a proposal on top of the accepted tip; a batch (a request) stands in a chain once
MayAccept(r, x) == /\ tip[r] # NoChain /\ Len(tip[r]) < MaxLen
                   /\ \A i \in 1..Len(tip[r]) : tip[r][i] # x
                   /\ Free(r, Append(tip[r], x))
AcceptBatch(r, x) == LET h == Append(tip[r], x) IN
   /\ MayAccept(r, x)
   /\ tip' = [tip EXCEPT ![r] = h]
   /\ votes' = [votes EXCEPT ![view[r]][r] = @ \cup {h}]
   /\ UNCHANGED <<view, commits, high, stable, vc, leaving>>
Accept(r) == \E x \in Batches : AcceptBatch(r, x)

\* prepared: the certificate is kept, COMMIT is sent
MayCommit(r, h) == h \in votes[view[r]][r] \ commits[view[r]][r] /\ Certified(view[r], h)
CommitHeader(r, h) == LET v == view[r] IN
   /\ MayCommit(r, h)
   /\ commits' = [commits EXCEPT ![v][r] = @ \cup {h}]
   /\ high' = [high EXCEPT ![r] = IF Higher([view |-> v, chain |-> h], @) THEN [view |-> v, chain |-> h] ELSE @]
   /\ UNCHANGED <<view, tip, votes, stable, vc, leaving>>
Commit(r) == \E h \in votes[view[r]][r] \ commits[view[r]][r] : CommitHeader(r, h)

\* a stable checkpoint is learnt, by its certificate alone: state transfer, if the replica did not have what is below
InstallAt(r, s) ==
   /\ Len(s) > Len(stable[r])
   /\ stable' = [stable EXCEPT ![r] = s]
   /\ tip' = [tip EXCEPT ![r] = IF @ = NoChain \/ Prefix(s, @) THEN @ ELSE s]
   /\ ByView => leaving = (tip' = tip)
   /\ UNCHANGED <<view, votes, commits, high, vc, leaving>>
Install(r) == \E s \in Checkpoints : InstallAt(r, s)

\* when all have left a view, only the certificates that came to be in it can still matter
Past(v, all) == ByView /\ \A r \in Honest : all[r] > v
LeaveFor(r, v) ==
   /\ view' = [view EXCEPT ![r] = v]
   /\ tip' = [tip EXCEPT ![r] = NoChain]
   /\ votes' = [w \in Views |-> IF Past(w, view') THEN [s \in Honest |-> CertifiedIn(w)] ELSE votes[w]]
   /\ commits' = [w \in Views |-> IF Past(w, view') THEN [s \in Honest |-> CommittedIn(w)] ELSE commits[w]]
   /\ LET sent == IF v = Gone THEN vc ELSE [vc EXCEPT ![r][v] = [cert |-> Carried(r), stable |-> stable[r]]]
      IN vc' = [s \in Honest |-> [w \in Views |-> IF Past(w, view') THEN NoVc ELSE sent[s][w]]]
   /\ leaving' = (ByView /\ \E s \in Honest : view'[s] = view[r])
   /\ UNCHANGED <<high, stable>>
ViewChange(r) == \E v \in (view[r] + 1)..(IF ByView /\ view[r] < MaxView THEN Gone ELSE MaxView) : LeaveFor(r, v)

\* The leader may show different V to different replicas. A base that is a certificate is voted on again in the new
\* view; one that is a stable checkpoint may be or not.
Leavers(r) == {s \in Honest : vc[s][view[r]] # NoVc}
\* what the Byzantine VIEW-CHANGE may carry, if the honest ones are not a quorum by themselves
Shown(r, T) == IF Cardinality(T) >= Q THEN {None} ELSE Certificates(view[r]) \cup {None}
Marked(T) == IF Cardinality(T) >= Q THEN {<<>>} ELSE Checkpoints \cup {<<>>}
Certs(r, T, cert) == {vc[s][view[r]].cert : s \in T} \cup {cert}
Marks(r, T, mark) == {vc[s][view[r]].stable : s \in T} \cup {mark}
\* enters on base b, where s is the highest stable checkpoint of V
Enter(r, b, s, voted) == LET v == view[r] IN
   /\ b = <<>> => ~voted
   /\ b # s => voted
   /\ voted => Free(r, b)
   /\ tip' = [tip EXCEPT ![r] = b]
   /\ votes' = IF voted THEN [votes EXCEPT ![v][r] = @ \cup {b}] ELSE votes
   /\ stable' = [stable EXCEPT ![r] = IF Len(s) > Len(@) THEN s ELSE @]
   /\ UNCHANGED <<view, commits, high, vc, leaving>>
MayEnter(r) == view[r] > 0 /\ tip[r] = NoChain
NewView(r) ==
   /\ MayEnter(r)
   /\ \E T \in SUBSET Leavers(r) :
        /\ Cardinality(T) >= HQ
        /\ \E cert \in Shown(r, T), mark \in Marked(T) :
           LET C == Certs(r, T, cert)
               S == Marks(r, T, mark)
           IN \E b \in Bases(C, S), s \in Longest(S), voted \in BOOLEAN : Enter(r, b, s, voted)

\* a crash and a restart: with nothing lost that is kept here, it changes nothing
Restart(r) ==
   LET back == IF "view" \in Lost THEN 0 ELSE view[r]
       again == "votes" \in Lost \/ ("base" \in Lost /\ back > 0)
       kept == CHOOSE h \in votes[back][r] \cup {<<>>} : \A g \in votes[back][r] : Len(g) <= Len(h)
   IN
   /\ view' = [view EXCEPT ![r] = back]
   /\ tip' = [tip EXCEPT ![r] = IF again THEN (IF back = 0 THEN <<>> ELSE NoChain)
                                ELSE IF back = view[r] THEN @ ELSE kept]
   /\ high' = [high EXCEPT ![r] = IF "certificate" \in Lost THEN None ELSE @]
   /\ stable' = [stable EXCEPT ![r] = IF "checkpoint" \in Lost THEN <<>> ELSE @]
   /\ UNCHANGED <<votes, commits, vc, leaving>>

(* What a replica does in a view depends on nothing that is done in later views, but for the stable checkpoints it   *)
(* installs; on its leaving nothing in that view depends; and a stable checkpoint that does not move its tip          *)
(* matters only to the VIEW-CHANGE it sends next. So any run in which no replica installs a checkpoint of a later     *)
(* view than its own can be put in the order of views, leaving last in each, with every replica's own votes in their *)
(* order and the same commit certificates coming about. ByView searches only these.                                 *)
Turn(r) == view[r] # Gone /\ (ByView => \A s \in Honest : view[s] >= view[r])
Next == \E r \in Honest : Turn(r) /\ (\/ (~leaving /\ (Accept(r) \/ Commit(r) \/ NewView(r)))
                                      \/ Install(r) \/ ViewChange(r)
                                      \/ (Restarts /\ Restart(r)))
Spec == Init /\ [][Next]_vars

CommittedHeaders == UNION {{<<v, h>> : h \in CommittedIn(v)} : v \in Views}
\* S1: no two commit certificates contradict each other
Agreement == \A a, b \in CommittedHeaders : Prefix(a[2], b[2]) \/ Prefix(b[2], a[2])
\* violated, as it must be, in a model that is not vacuous: two views commit, the later one further than the earlier
NeverTwoViews == ~ \E a, b \in CommittedHeaders : a[1] # b[1] /\ Len(a[2]) # Len(b[2])
\* A narrower search: nothing commits in view 0 and one replica sleeps through view 1. It may hold a certificate of
\* view 0 that is longer than what the others commit, and collect, in view 1.
OneSleeps == CommittedIn(0) = {} /\ Cardinality({r \in Honest : view[r] = 1}) <= HQ
Symm == Permutations(Honest) \cup Permutations(Batches)
=============================================================================
