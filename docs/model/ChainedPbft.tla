---------------------------- MODULE ChainedPbft ----------------------------
(* The view change of the chained variant: a header stands for the whole chain up to it, so a header is written *)
(* here as the sequence of batches. All leaders and the f Byzantine replicas are the adversary: any proposal an  *)
(* honest replica's rule admits may happen, Byzantine votes always exist, and a Byzantine VIEW-CHANGE may carry   *)
(* any certificate that exists, or none.                                                                         *)
EXTENDS Integers, Sequences, FiniteSets, TLC
CONSTANTS Honest, F, MaxView, MaxLen, Batches
None == [view |-> -1, chain |-> <<>>]
NoVc == [view |-> -2, chain |-> <<>>]
Q == 2*F + 1                       \* votes that make a quorum, of which F may be Byzantine
HQ == Q - F                        \* honest votes that suffice
VARIABLES view, chain, base, high, commits, vc
vars == <<view, chain, base, high, commits, vc>>
Views == 0..MaxView
NoChain == <<"no">>
Prefix(a, b) == Len(a) <= Len(b) /\ SubSeq(b, 1, Len(a)) = a

\* r has voted PREPARE for h in view v: every header from the view's base to the tip it accepted
Voted(r, v, h) == chain[r][v] # NoChain /\ Len(h) >= base[r][v] /\ Len(h) > 0 /\ Prefix(h, chain[r][v])
Certified(v, h) == Cardinality({r \in Honest : Voted(r, v, h)}) >= HQ
AllChains == UNION {[1..n -> Batches] : n \in 1..MaxLen}
Certs(below) == {[view |-> v, chain |-> h] : v \in {w \in Views : w < below}, h \in AllChains}
RealCerts(below) == {c \in Certs(below) : Certified(c.view, c.chain)}
Higher(a, b) == a.view > b.view \/ (a.view = b.view /\ Len(a.chain) > Len(b.chain))
\* the bases a new view may have, given the certificates of V
Bases(S) == {c \in S : \A d \in S : ~Higher(d, c)}

Init == /\ view = [r \in Honest |-> 0]
        /\ chain = [r \in Honest |-> [v \in Views |-> IF v = 0 THEN <<>> ELSE NoChain]]
        /\ base = [r \in Honest |-> [v \in Views |-> 0]]
        /\ high = [r \in Honest |-> None]
        /\ commits = {}
        /\ vc = [r \in Honest |-> [v \in Views |-> NoVc]]

\* a proposal on top of the accepted tip; a batch (a request) stands in a chain once
Accept(r) == \E x \in Batches : LET v == view[r] IN
   /\ chain[r][v] # NoChain /\ Len(chain[r][v]) < MaxLen
   /\ \A i \in 1..Len(chain[r][v]) : chain[r][v][i] # x
   /\ chain' = [chain EXCEPT ![r][v] = Append(@, x)]
   /\ UNCHANGED <<view, base, high, commits, vc>>

\* prepared: the certificate is kept, COMMIT is sent
Commit(r) == LET v == view[r] IN \E n \in 1..MaxLen :
   /\ chain[r][v] # NoChain /\ n <= Len(chain[r][v]) /\ n >= base[r][v]
   /\ LET h == SubSeq(chain[r][v], 1, n) IN
      /\ Certified(v, h) /\ [r |-> r, view |-> v, chain |-> h] \notin commits
      /\ commits' = commits \cup {[r |-> r, view |-> v, chain |-> h]}
      /\ high' = [high EXCEPT ![r] = IF Higher([view |-> v, chain |-> h], @) THEN [view |-> v, chain |-> h] ELSE @]
   /\ UNCHANGED <<view, chain, base, vc>>

ViewChange(r) == \E v \in Views :
   /\ v > view[r]
   /\ view' = [view EXCEPT ![r] = v]
   /\ vc' = [vc EXCEPT ![r][v] = high[r]]
   /\ UNCHANGED <<chain, base, high, commits>>

\* the leader may show different V to different replicas
NewView(r) == LET v == view[r] IN
   /\ v > 0 /\ chain[r][v] = NoChain
   /\ \E S \in SUBSET Honest :
        /\ Cardinality(S) >= HQ /\ \A s \in S : vc[s][v] # NoVc
        /\ \E extra \in (IF Cardinality(S) >= Q THEN {None} ELSE RealCerts(v) \cup {None}) :
           \E b \in Bases({vc[s][v] : s \in S} \cup {extra}) :
              /\ chain' = [chain EXCEPT ![r][v] = b.chain]
              /\ base' = [base EXCEPT ![r][v] = Len(b.chain)]
   /\ UNCHANGED <<view, high, commits, vc>>

Next == \E r \in Honest : Accept(r) \/ Commit(r) \/ ViewChange(r) \/ NewView(r)
Spec == Init /\ [][Next]_vars

Committed(v, h) == Cardinality({c \in commits : c.view = v /\ c.chain = h}) >= HQ
CommittedHeaders == {<<c.view, c.chain>> : c \in {d \in commits : Committed(d.view, d.chain)}}
\* S1: no two commit certificates contradict each other
Agreement == \A a, b \in CommittedHeaders : Prefix(a[2], b[2]) \/ Prefix(b[2], a[2])
\* reached at least once in a run of the model, to show that it is not vacuous
NeverTwoViews == ~ \E a, b \in CommittedHeaders : a[1] # b[1] /\ Len(a[2]) # Len(b[2])
Symm == Permutations(Honest) \cup Permutations(Batches)
=============================================================================
