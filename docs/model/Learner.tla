------------------------------ MODULE Learner ------------------------------
(* A replica that lost its store comes back. Headers are left out: a slot is a (view, sequence), and what is checked is  *)
(* what the argument for its return rests on (ADR 0007, 0018). Each vote stands for a PREPARE and a COMMIT. The F        *)
(* Byzantine replicas vote for everything and help whatever leaves a view; old messages arrive at any time.              *)
(*                                                                                                                     *)
(* What can only help to find a violation is done at once: while its view has begun a replica votes in all slots of its *)
(* window; before its loss Lossy executes what is committed; the reports that it hears are the lowest of those that      *)
(* count; and while it learns, which nobody else can tell, it hears of no later view and of nothing but the checkpoint   *)
(* and the certificate that bring it back.                                                                             *)
EXTENDS Integers, FiniteSets, TLC
CONSTANTS
  Honest, Lossy,    \* Lossy is the one of Honest that loses its store, once
  F, MaxView, MaxSeq,
  Window            \* votes are taken for (low, low + Window]; every sequence is a checkpoint
VARIABLES
  view, active,     \* per replica; active: the NEW-VIEW of its view is here
  changes,          \* the views it signed a VIEW-CHANGE for, ever
  votes,            \* the slots it voted in, ever
  executed,         \* the last sequence it executed; of Lossy it is not kept
  low,              \* its stable checkpoint
  signed,           \* the highest sequence it signed a CHECKPOINT for, ever
  mode,             \* of Lossy: "votes", "learns" or "returned"
  until,            \* up to where Lossy learns
  fresh             \* whether, at its return, all that it signs from then on is new
vars == <<view, active, changes, votes, executed, low, signed, mode, until, fresh>>

Views == 0..MaxView
Seqs == 1..MaxSeq
Others == Honest \ {Lossy}
Q == 2*F + 1
HQ == Q - F
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Voting(r) == r # Lossy \/ mode = "votes"
CommittedAt(n) == {v \in Views : Cardinality({r \in Honest : <<v, n>> \in votes[r]}) >= HQ}
SignedBefore(n) == mode = "votes" /\ n <= low[Lossy] + Window /\ CommittedAt(n) # {}
Stable(n) == Cardinality({r \in Honest : signed[r] >= n \/ (r = Lossy /\ SignedBefore(n))}) >= HQ
LeftFor(v) == {r \in Honest : \E w \in changes[r] : w >= v}
\* the slots of a replica's window in a view
Slots(v, l) == {<<v, n>> : n \in {m \in Seqs : m > l /\ m <= l + Window}}

(* The rules that matter; WrongLearner has a wrong one for each. *)
\* the lowest report of a replica that counts: what it says in answer to this start
Report(r) == executed[r]
\* when it may return: its checkpoint, and the last batch that it executed, whose view tells the one to return to
Passed(checkpoint, last) == checkpoint >= until /\ last > until
\* so many views above that one
Ahead == 2

Init == /\ view = [r \in Honest |-> 0] /\ active = [r \in Honest |-> TRUE]
        /\ changes = [r \in Honest |-> {}] /\ votes = [r \in Honest |-> Slots(0, 0)]
        /\ executed = [r \in Honest |-> 0] /\ low = [r \in Honest |-> 0] /\ signed = [r \in Honest |-> 0]
        /\ mode = "votes" /\ until = 0 /\ fresh = TRUE

\* by a commit certificate, of any view in which there is one; it signs the checkpoint
Execute(r) == \E n \in Seqs :
   /\ r # Lossy /\ n > executed[r] /\ n <= low[r] + Window /\ CommittedAt(n) # {}
   /\ executed' = [executed EXCEPT ![r] = n]
   /\ signed' = [signed EXCEPT ![r] = IF n > @ THEN n ELSE @]
   /\ UNCHANGED <<view, active, changes, votes, low, mode, until, fresh>>

\* a stable checkpoint becomes the low watermark: the state comes from others, if it is not here
Adopt(r) == \E n \in Seqs :
   /\ Voting(r) /\ Stable(n) /\ n > low[r]
   /\ low' = [low EXCEPT ![r] = n]
   /\ executed' = [executed EXCEPT ![r] = IF r # Lossy /\ n > @ THEN n ELSE @]
   /\ votes' = [votes EXCEPT ![r] = IF active[r] THEN @ \cup Slots(view[r], n) ELSE @]
   /\ UNCHANGED <<view, active, changes, signed, mode, until, fresh>>

Leave(r, v) == /\ view' = [view EXCEPT ![r] = v] /\ active' = [active EXCEPT ![r] = FALSE]
               /\ changes' = [changes EXCEPT ![r] = @ \cup {v}]
               /\ UNCHANGED <<votes, executed, low, signed, mode, until, fresh>>
\* the timer runs in a view that has begun, and in one that 2f+1 have left for
Timeout(r) == /\ Voting(r) /\ view[r] < MaxView
              /\ active[r] \/ Cardinality(LeftFor(view[r])) >= HQ
              /\ Leave(r, view[r] + 1)
\* f+1 have left for later views, an honest one among them
Join(r) == /\ Voting(r)
           /\ \E s \in Honest \ {r} : \E w \in changes[s] : \E v \in (view[r] + 1)..w : Leave(r, v)
\* a NEW-VIEW, of this view or a later one
NewView(r) == \E v \in Views :
   /\ Voting(r)
   /\ v > view[r] \/ (v = view[r] /\ ~active[r])
   /\ Cardinality({s \in Honest : v \in changes[s]}) >= HQ
   /\ view' = [view EXCEPT ![r] = v] /\ active' = [active EXCEPT ![r] = TRUE]
   /\ votes' = [votes EXCEPT ![r] = @ \cup Slots(v, low[r])]
   /\ UNCHANGED <<changes, executed, low, signed, mode, until, fresh>>

\* the store is lost, and 2f+1 answer; the Byzantine one says nothing that raises what is heard
Lose == /\ mode = "votes" /\ mode' = "learns"
        /\ until' = Max({Report(r) : r \in Others}) + Window
        /\ signed' = [signed EXCEPT ![Lossy] = Max({0} \cup {n \in Seqs : SignedBefore(n) \/ n <= low[Lossy]})]
        /\ view' = [view EXCEPT ![Lossy] = 0] /\ active' = [active EXCEPT ![Lossy] = FALSE]
        /\ low' = [low EXCEPT ![Lossy] = 0]
        /\ UNCHANGED <<changes, votes, executed, fresh>>

\* What it signed before: it must neither have promised to leave the view it returns to, nor have been in a later one,
\* and its checkpoint must cover all that it may have prepared
Signed == changes[Lossy] \cup {slot[1] : slot \in votes[Lossy]}
New(w, v) == w < v
Covered(checkpoint) == \A slot \in votes[Lossy] : slot[2] <= checkpoint
Return == /\ mode = "learns" /\ mode' = "returned"
          /\ \E checkpoint \in {0} \cup {n \in Seqs : Stable(n)}, last \in Seqs : \E v \in CommittedAt(last) :
               /\ last >= checkpoint /\ last <= checkpoint + Window
               /\ Passed(checkpoint, last)
               /\ fresh' = (Covered(checkpoint) /\ \A w \in Signed : New(w, v + Ahead))
          /\ UNCHANGED <<view, active, changes, votes, executed, low, signed, until>>

Next == \/ mode # "returned" /\ \E r \in Honest : Execute(r) \/ Adopt(r) \/ Timeout(r) \/ Join(r) \/ NewView(r)
        \/ Lose \/ Return
Spec == Init /\ [][Next]_vars

\* a replica that comes back signs nothing in a view that it had left, or left for, and shows all that it had prepared
Fresh == fresh
\* a narrower search: at most so many VIEW-CHANGEs in all
FewChanges == Cardinality(UNION {{<<r, v>> : v \in changes[r]} : r \in Honest}) <= 4
\* violated, as it must be: it returns
NeverReturns == mode # "returned"
Symm == Permutations(Others)
=============================================================================
