----------------------------- MODULE WrongStore -----------------------------
(* Negative controls: rules that are wrong, put in the place of those of Store by a configuration. *)
EXTENDS Store

\* sent when one of the two syncs is done
SentEarly == pending.stored \/ pending.noted
\* the second place is not consulted
NotConsulted == FALSE
\* one that is missing is no loss
MissingIsFine == FALSE
\* an old store votes at once
AtOnce == "up"
\* an answer to an earlier start counts
AnyAnswer(reply) == TRUE
=============================================================================
