### Ein Hinweis, dass im Konto etwas wartet, und kein Wort davon, was es ist.

courtesy-subject = In Ihrem Konto wartet etwas auf Sie
courtesy-subject-sandbox = ERPROBUNG – { $subject }
courtesy-subject-drill = ÜBUNG – { $subject }
courtesy-waits = In Ihrem Konto wartet etwas auf Sie. Was es ist, steht nicht in dieser Nachricht, damit es niemand sonst liest.
courtesy-where = Melden Sie sich an und lesen Sie es dort: { $address }
courtesy-asks-nothing = Diese Nachricht will nichts von Ihnen: kein Kennwort, keine Zahlung, keine Antwort.
courtesy-no-effect = Diese Nachricht hat keine rechtliche Wirkung. Es zählt, was in Ihrem Konto steht.
courtesy-counts = Nach dem Gesetz gehört diese Nachricht zu denen, nach denen sich richtet, ab wann Sie als benachrichtigt gelten.
courtesy-drill = Das ist eine ÜBUNG. Sie hat keine Rechtskraft, Sie müssen nichts tun, und es folgt nichts daraus.
courtesy-sandbox = Das kommt aus einer ERPROBUNG. Es hat keine Rechtskraft, und die Menschen darin sind erfunden.
courtesy-short = In Ihrem Konto wartet etwas auf Sie: { $address }
