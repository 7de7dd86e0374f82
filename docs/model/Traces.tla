------------------------------- MODULE Traces -------------------------------
(* Walks through ChainedPbft that say what was chosen at each step and what the replica then may do, to be done again  *)
(* by the code. Left out is what the code refuses though agreement does not need it: see README, "Tied to the code".   *)
EXTENDS ChainedPbft
CONSTANT MaxCrashes
VARIABLE did      \* the last step: who did what, on what, and where that replica then stands

\* where the replica stands after the step, the votes being those of its view; and what it may do next
Stands(r) == [view |-> view[r], tip |-> tip[r], high |-> high[r], stable |-> stable[r],
              votes |-> votes[view[r]][r], commits |-> commits[view[r]][r],
              accepts |-> {Append(tip[r], x) : x \in {y \in Batches : MayAccept(r, y)}},
              prepared |-> {h \in votes[view[r]][r] : Certified(view[r], h)},
              enters |-> MayEnter(r)]
Said(r, act, on) == did' = [act |-> act, who |-> r, on |-> on, then |-> Stands(r)', crashes |-> did.crashes]

DoAccept(r) == \E x \in Batches : AcceptBatch(r, x) /\ Said(r, "accept", tip'[r])
\* what contradicts an installed checkpoint, or lies below it, is not on the replica's chain any more
OnChain(r, h) == Prefix(h, tip[r]) /\ Len(h) > Len(stable[r])
DoCommit(r) == \E h \in votes[view[r]][r] \ commits[view[r]][r] :
   OnChain(r, h) /\ CommitHeader(r, h)
   /\ Said(r, "commit", [chain |-> h, voters |-> {s \in Honest : h \in votes[view[r]][s]}])
DoInstall(r) == \E s \in Checkpoints :
   InstallAt(r, s) /\ Said(r, "install", [chain |-> s, views |-> {v \in Views : s \in CommittedIn(v)}])
DoLeave(r) == \E v \in (view[r] + 1)..MaxView :
   LeaveFor(r, v) /\ Said(r, "leave", [view |-> v, gone |-> {s \in Honest : vc[s][v] # NoVc}])
\* a base that is a stable checkpoint is not voted on again; none that was installed meanwhile, lies below
\* that or contradicts it, as it may where this view or a later one committed it
DoEnter(r) ==
   /\ MayEnter(r)
   /\ \E T \in SUBSET Leavers(r) :
        /\ Cardinality(T) >= HQ
        /\ \E cert \in Shown(r, T), mark \in Marked(T) :
           \E b \in Bases(Certs(r, T, cert), Marks(r, T, mark)), s \in Longest(Marks(r, T, mark)) :
              /\ Prefix(stable[r], b) /\ Prefix(s, b) /\ (b # s => b # stable[r])
              /\ Enter(r, b, s, b # s)
              /\ Said(r, "enter", [from |-> T, cert |-> cert, mark |-> mark])
DoRestart(r) ==
   /\ did.crashes < MaxCrashes
   /\ Restart(r)
   /\ did' = [act |-> "restart", who |-> r, on |-> <<>>, then |-> Stands(r)', crashes |-> did.crashes + 1]

TracesInit == Init /\ did = [act |-> "begin", crashes |-> 0]
\* views are left less often than the rest is done, or there would be little in them
TracesNext == \E r \in Honest :
   \/ \E weight \in 1..3 : DoAccept(r) \/ DoCommit(r) \/ DoEnter(r)
   \/ DoInstall(r) \/ DoLeave(r) \/ DoRestart(r)
TracesSpec == TracesInit /\ [][TracesNext]_<<vars, did>>
=============================================================================
