------------------------------ MODULE Learner ------------------------------
(* A replica that lost its store comes back. Headers are left out: a slot is a (view, sequence), and what is checked is  *)
(* what the argument for its return rests on (ADR 0007, 0018). Each vote stands for a PREPARE and a COMMIT. While its    *)
(* view has begun a replica votes in all slots of its window, at once: no step is possible only because a vote was not   *)
(* given, and the more was voted the more has to be covered. The F Byzantine replicas vote for everything and help       *)
(* whatever leaves a view; old messages arrive at any time.                                                              *)
EXTENDS Integers, FiniteSets, TLC
CONSTANTS
  Honest, Lossy,    \* Lossy is the one of Honest that loses its store, once
  F, MaxView, MaxSeq,
  Window            \* votes are taken for (low, low + Window]; every sequence is a checkpoint
VARIABLES
  view, active,     \* per replica; active: the NEW-VIEW of its view is here
  changes,          \* the views it signed a VIEW-CHANGE for, ever
  votes,            \* the slots it voted in, ever
  executed,         \* the last sequence it executed
  inView,           \* the view in which what Lossy executed last was committed, while it learns
  low,              \* its stable checkpoint
  signed,           \* the highest sequence it signed a CHECKPOINT for, ever
  mode,             \* of Lossy: "votes", "learns" or "returned"
  since,            \* what each had executed when Lossy lost its store
  until,            \* up to where Lossy learns; Unknown while it asks
  fresh             \* whether, at its return, all that it signs from then on is new
vars == <<view, active, changes, votes, executed, inView, low, signed, mode, since, until, fresh>>

Views == 0..MaxView
Seqs == 1..MaxSeq
Unknown == -1
Unplaced == -1                                 \* the view of a state that came by transfer
Q == 2*F + 1
HQ == Q - F
Max(S) == CHOOSE x \in S : \A y \in S : y <= x
Voting(r) == r # Lossy \/ mode # "learns"
CommittedAt(n) == {v \in Views : Cardinality({r \in Honest : <<v, n>> \in votes[r]}) >= HQ}
\* until its loss Lossy executes at once: what it has executed is lost, and its CHECKPOINT can only help
SignedBefore(n) == mode = "votes" /\ n <= low[Lossy] + Window /\ CommittedAt(n) # {}
Stable(n) == Cardinality({r \in Honest : signed[r] >= n \/ (r = Lossy /\ SignedBefore(n))}) >= HQ
LeftFor(v) == {r \in Honest : \E w \in changes[r] : w >= v}

(* The rules that matter; WrongLearner has a wrong one for each. *)
\* the reports of a replica that count: what it said in answer to this start
Reports(r) == since[r]..executed[r]
\* when it may return, and to which view
Passed == low[Lossy] >= until /\ executed[Lossy] > until
Ahead == 2
\* whether it learns at all
Learns == "learns"

\* the slots of a replica's window in a view
Slots(v, l) == {<<v, n>> : n \in {m \in Seqs : m > l /\ m <= l + Window}}

Init == /\ view = [r \in Honest |-> 0] /\ active = [r \in Honest |-> TRUE]
        /\ changes = [r \in Honest |-> {}] /\ votes = [r \in Honest |-> Slots(0, 0)]
        /\ executed = [r \in Honest |-> 0] /\ inView = 0
        /\ low = [r \in Honest |-> 0] /\ signed = [r \in Honest |-> 0]
        /\ mode = "votes" /\ since = [r \in Honest |-> 0] /\ until = Unknown /\ fresh = TRUE

\* by a commit certificate, of any view in which there is one; whoever votes signs the checkpoint
Execute(r) == \E n \in Seqs : \E v \in CommittedAt(n) :
   /\ n > executed[r] /\ n <= low[r] + Window /\ (r = Lossy => mode = "learns")
   /\ executed' = [executed EXCEPT ![r] = n] /\ inView' = IF Voting(r) THEN inView ELSE v
   /\ signed' = [signed EXCEPT ![r] = IF Voting(r) /\ n > @ THEN n ELSE @]
   /\ UNCHANGED <<view, active, changes, votes, low, mode, since, until, fresh>>

\* a stable checkpoint becomes the low watermark: the state comes from others, if it is not here
Adopt(r) == \E n \in Seqs :
   /\ Stable(n) /\ n > low[r]
   /\ low' = [low EXCEPT ![r] = n]
   /\ executed' = [executed EXCEPT ![r] = IF n > @ /\ (r = Lossy => mode = "learns") THEN n ELSE @]
   /\ inView' = IF ~Voting(r) /\ n > executed[r] THEN Unplaced ELSE inView
   /\ votes' = [votes EXCEPT ![r] = IF Voting(r) /\ active[r] THEN @ \cup Slots(view[r], n) ELSE @]
   /\ UNCHANGED <<view, active, changes, signed, mode, since, until, fresh>>

Leave(r, v) == /\ view' = [view EXCEPT ![r] = v] /\ active' = [active EXCEPT ![r] = FALSE]
               /\ changes' = [changes EXCEPT ![r] = @ \cup {v}]
\* the timer runs in a view that has begun, and in one that 2f+1 have left for
Timeout(r) == /\ Voting(r) /\ view[r] < MaxView
              /\ active[r] \/ Cardinality(LeftFor(view[r])) >= HQ
              /\ Leave(r, view[r] + 1)
              /\ UNCHANGED <<votes, executed, inView, low, signed, mode, since, until, fresh>>
\* f+1 have left for later views, an honest one among them
Join(r) == /\ Voting(r)
           /\ \E s \in Honest \ {r} : \E w \in changes[s] : \E v \in (view[r] + 1)..w : Leave(r, v)
           /\ UNCHANGED <<votes, executed, inView, low, signed, mode, since, until, fresh>>
\* a NEW-VIEW, of this view or a later one; a learner follows too
NewView(r) == \E v \in Views :
   /\ v > view[r] \/ (v = view[r] /\ ~active[r])
   /\ Cardinality({s \in Honest : v \in changes[s]}) >= HQ
   /\ view' = [view EXCEPT ![r] = v] /\ active' = [active EXCEPT ![r] = TRUE]
   /\ votes' = [votes EXCEPT ![r] = IF Voting(r) THEN @ \cup Slots(v, low[r]) ELSE @]
   /\ UNCHANGED <<changes, executed, inView, low, signed, mode, since, until, fresh>>

Lose == /\ mode = "votes"
        /\ mode' = Learns /\ since' = executed /\ until' = Unknown
        /\ view' = [view EXCEPT ![Lossy] = 0] /\ active' = [active EXCEPT ![Lossy] = TRUE]
        /\ executed' = [executed EXCEPT ![Lossy] = 0] /\ inView' = 0
        /\ low' = [low EXCEPT ![Lossy] = 0]
        /\ signed' = [signed EXCEPT ![Lossy] = Max({0} \cup {n \in Seqs : SignedBefore(n) \/ n <= low[Lossy]})]
        /\ UNCHANGED <<changes, votes, fresh>>

\* 2f+1 have answered; the Byzantine one says nothing that raises it
Hear == /\ mode = "learns" /\ until = Unknown
        /\ \E said \in [Honest \ {Lossy} -> 0..MaxSeq] :
             /\ \A r \in Honest \ {Lossy} : said[r] \in Reports(r)
             /\ until' = Max({said[r] : r \in Honest \ {Lossy}} \cup {executed[Lossy]}) + Window
        /\ since' = [r \in Honest |-> 0]
        /\ UNCHANGED <<view, active, changes, votes, executed, inView, low, signed, mode, fresh>>

\* What it signed before: it must neither have promised to leave the view it returns to, nor have been in a later one,
\* and its checkpoint must cover all that it may have prepared
Signed == changes[Lossy] \cup {slot[1] : slot \in votes[Lossy]}
New(w, v) == w < v
Covered == \A slot \in votes[Lossy] : slot[2] <= low[Lossy]
Return == /\ mode = "learns" /\ until # Unknown /\ inView # Unplaced /\ Passed
          /\ LET v == Max({view[Lossy], inView}) + Ahead IN
             /\ Leave(Lossy, v)
             /\ fresh' = (Covered /\ \A w \in Signed : New(w, v))
          /\ mode' = "returned"
          /\ UNCHANGED <<votes, executed, inView, low, signed, since, until>>

Next == \/ mode # "returned" /\ \E r \in Honest : \/ Execute(r) \/ Adopt(r)
                                                  \/ Timeout(r) \/ Join(r) \/ NewView(r)
        \/ Lose \/ Hear \/ Return
Spec == Init /\ [][Next]_vars

\* a replica that comes back signs nothing in a view that it had left, or left for, and shows all that it had prepared
Fresh == fresh
\* a narrower search: so many VIEW-CHANGEs in all
FewChanges == Cardinality(UNION {{<<r, v>> : v \in changes[r]} : r \in Honest}) <= 4
\* nobody returns: violated, as it must be
NeverReturns == mode # "returned"
Symm == Permutations(Honest \ {Lossy})
=============================================================================
