---------------------------- MODULE WrongEpochs ----------------------------
(* Negative controls: rules that are wrong, put in the place of those of Epochs by a configuration. *)
EXTENDS Epochs

\* a batch is accepted on top of the epoch's last
AlwaysOpen(r) == TRUE
\* whoever has executed the last batch goes on, without the others' signatures
OneSigner == 1
\* the group file shown beside the certificate is taken as it is
AnyGroup(e) == {<<"named by", e>>, <<"forged">>}
\* VIEW-CHANGEs of the epoch before count in this one
OldChanges == vc
\* prepared certificates of the epoch before count in this one
OldCertificates(v) == Certificates(v) \cup {c \in before : c.view < v}
\* the key that lost its seat still counts, beside that of this epoch's Byzantine replica
OldKeyHelps == IF epoch = 2 THEN F + 1 ELSE F
=============================================================================
