### Was das Gesetz zu einer Sache sagt: der Person selbst und einem Gericht.

## Wirkung und Zeit
force-none = Das ist eine Berechnung. Sie hat keine rechtliche Wirkung.
force-sandbox = ÜBUNGSREGISTER: Das hat keine rechtliche Wirkung. Niemand muss deswegen etwas tun.
force-live = Das sagt das Gesetz zu Ihrer Sache.
force-test = Das ist eine Probe. Sie hat keine rechtliche Wirkung, Sie müssen nichts tun, und nichts folgt daraus.
as-of = Stand: { $at }.
as-of-known = Stand: { $at }, nach dem, was bis zum { $known } eingetragen war.
by-law = Nach dem Gesetz { $regime }, Fassung { $version }.

## An die Person: Überschriften
you-must = Was Sie tun müssen
you-restricted = Was beschränkt ist
you-unclear = Was sich nicht sagen lässt
you-can = Was Sie tun können
you-served = Wie Sie benachrichtigt wurden
you-next = Was als Nächstes kommt
you-closed-heading = Wie Ihre Sache steht

## An die Person: was zu tun ist
must-nothing = Sie müssen jetzt nichts tun.
must-duty = { $duty }: spätestens am { $due }.
must-duty-open = { $duty }: noch ist kein Tag bestimmt.
must-duty-late = { $duty }: die Zeit dafür endete am { $due }. Sie können es noch tun.
must-duty-ends = Damit endet sofort, was beschränkt ist.
must-duty-ends-some = Damit enden sofort diese Beschränkungen: { $measures }. Dass auch die übrigen enden, sagt dieses Gesetz nicht.
must-duty-ends-not = Tun Sie es trotzdem; dieses Gesetz sagt nicht, dass damit endet, was beschränkt ist.
must-duty-met = { $duty }: erledigt. Vielen Dank.
must-duty-excused = { $duty }: Sie sind entschuldigt.
must-duty-void = { $duty }: das müssen Sie nicht mehr tun.
must-place = Ort: { $place }.
must-day = Termin in der Ladung: { $at }.

## An die Person: Beschränkungen
restricted-nothing = Nichts ist beschränkt.
restricted-measure = Beschränkt: { $measure }.
restricted-law = Grundlage ist das Gesetz in der Fassung { $version }.
restricted-since = Das gilt seit dem { $at }.
restricted-until = Es endet am { $at }, wenn nichts weiter geschieht.
restricted-no-end = Ein fester letzter Tag steht nicht fest. Es gilt, bis eines der unten genannten Dinge es beendet.
restricted-why = Die Gründe:
restricted-ends = Es endet sofort mit einem von diesen: { $events }.
restricted-held = Was Beschränkungen jetzt fernhält:
restricted-not = Nicht beschränkt: { $measures }.
unclear-measure = Ob dies beschränkt ist, lässt sich nicht sagen: { $measure }. Was sich nicht sagen lässt, geht nicht zu Ihren Lasten: Es ist nicht beschränkt.
unclear-readings = Der Gesetzestext kann verschieden verstanden werden, und die Lesarten stimmen nicht überein:
unclear-reading = gelesen als „{ $reading }“: { $answer }
unclear-reading-count = { $n ->
    [one] in { $n } Lesart: { $answer }
   *[other] in { $n } Lesarten: { $answer }
 }
answer-yes = beschränkt
answer-no = nicht beschränkt
answer-unknown = lässt sich nicht sagen
eligible-no = Nach dem, was eingetragen ist, dürfen Sie nicht geladen werden. Nichts darf beschränkt werden.
eligible-unknown = Es ist nicht nachgewiesen, dass Sie geladen werden dürfen. Solange das so ist, darf nichts beschränkt werden.
missing-fact = Nicht eingetragen: { $fact }. Wenn Sie es nachweisen können, teilen Sie es der Behörde mit.

## An die Person: was sie tun kann
can-remedy = { $remedy } gegen diese Beschränkung: { $measure }. Möglich bis { $until }.
can-remedy-open = { $remedy } gegen diese Beschränkung: { $measure }. Möglich; ein letzter Tag läuft noch nicht.
can-remedy-stays = Sobald Sie das einlegen, ist die Beschränkung bis zur Entscheidung ausgesetzt.
can-excuse = Wenn Sie einen guten Grund haben, nicht zu kommen ({ $excuse }), sagen Sie es.
can-excuse-until = Sie können es bis zum Ende dieses Tages sagen: { $date }.
can-excuse-within = Sie können es innerhalb von { $length-gen } sagen, gezählt { $anchor }.
can-excuse-any-time = Sie können es jederzeit sagen.
can-excuse-with = Bitte fügen Sie bei: { $what }.
can-suspends = Bis zur Entscheidung ist nichts beschränkt, und die Fristen stehen still.
can-non-receipt = Wenn nichts bei Ihnen angekommen ist, sagen Sie es.
can-appearance = Wenn Sie da waren und es nicht eingetragen ist, sagen Sie es.
can-claim-decide = Urteilt niemand innerhalb von { $length-gen }, enden alle Beschränkungen in der Sache für immer.
can-exception = Sie können eine Ausnahme ({ $exception }) beantragen von: { $measures }.
can-exception-grants = Entscheidet niemand innerhalb von { $length-gen }, haben Sie die Ausnahme.
can-exception-refuses = Darüber muss innerhalb von { $length-gen } entschieden werden.
can-exception-lasts = Sie dauert { $term }.
can-nothing = Dieses Gesetz gibt Ihnen keinen Rechtsbehelf dagegen. Das ist ein Fehler des Gesetzes, nicht Ihrer.

## An die Person: das Übrige
served-at = Sie gelten als benachrichtigt seit dem { $at }, { $channel-by }.
served-day = Der Tag der Zustellung, von dem an die Zeit zählt: { $day }.
served-sender = Für die Behörde zählt es ab dem { $at }.
served-unclear = Ob Sie als benachrichtigt gelten, lässt sich nicht sagen: Die Lesarten des Gesetzes stimmen nicht überein.
served-not = Nach dem Gesetz sind Sie noch nicht benachrichtigt.
served-not-nothing = Gegen Sie läuft nichts.
served-not-holds = Was oben steht, gilt nach diesem Gesetz trotzdem.
next-change = Die nächste Änderung, wenn nichts weiter geschieht: { $at }.
next-none = Wenn nichts weiter geschieht, ändert sich nichts.
next-sanction = Diese Sanktion darf jetzt verhängt werden: { $sanction }. Sie tritt nicht von selbst ein.
next-sanction-unknown = Ob diese Sanktion verhängt werden darf, lässt sich nicht sagen: { $sanction }.
next-sanction-imposed = Diese Sanktion wurde verhängt: { $sanction }.
next-follow = Als Nächstes darf ausgestellt werden: { $instrument }.
closed = Ihre Sache ist geschlossen. Aus ihr folgt nichts mehr.
void = Ihre Sache ist nichtig. Sie hatte nie rechtliche Wirkung.
stage-now = Ihre Sache ist im Abschnitt „{ $stage }“.
stage-in-readings = { $n ->
    [one] In { $n } Lesart ist Ihre Sache im Abschnitt „{ $stage }“.
   *[other] In { $n } Lesarten ist Ihre Sache im Abschnitt „{ $stage }“.
 }
stage-in-reading = Gelesen als „{ $reading }“ ist Ihre Sache im Abschnitt „{ $stage }“.

## Warum, und warum nicht
why-heading = Warum: { $measure }
why-restricted = { $measure }: beschränkt. Was dazu geführt hat:
why-not = { $measure }: nicht beschränkt. Was dem entgegensteht:
why-unknown = { $measure }: ob beschränkt, lässt sich nicht sagen. Was daran hindert:
why-no-measure = Dieses Gesetz kennt keine solche Beschränkung: { $measure }.

## Was eingetragen ist, und wer gefragt hat
file-nothing = An Sie wurde keine Ladung ausgestellt.
file-known = Was über Sie eingetragen ist
file-fact = { $fact }: { $value } ({ $source }, eingetragen am { $date })
file-no-fact = Über Sie ist nichts eingetragen.
file-asked = Wer nach Ihnen gefragt hat
file-nobody = Niemand hat nach Ihnen gefragt.
file-told = { $at }: { $desk } fragte hiernach: { $measure }, zu diesem Zweck: { $purpose }. Die Antwort: { $answer }.
file-refused = { $at }: { $desk } fragte hiernach: { $measure }, zu diesem Zweck: { $purpose }. Eine Antwort gab es nicht.
file-corrected = Diese Antwort war falsch; berichtigt am { $at }.

## An das Gericht
court-heading = Stand der Sache { $matter }
court-regime = Gesetz { $regime }, Fassung { $version }, SHA-256 { $digest }
court-eligible = Darf geladen werden: { $answer }
court-served = Zugestellt: seit dem { $at }, { $channel-by } (Regel: { $rule })
court-served-day = Tag der Zustellung, von dem an die Zeit zählt: { $day }
court-served-sender = Zugestellt für den Absender: seit dem { $at }
court-not-served = Zugestellt: nein
court-stage = Abschnitt, gelesen als „{ $reading }“: { $stage }
court-stage-only = Abschnitt: { $stage }
court-duty = Pflicht: { $duty }: { $status }
court-duty-due = Pflicht: { $duty }: { $status }, fällig am { $due }
status-open = offen
status-met = erfüllt
status-excused = entschuldigt
status-void = entfallen
status-no = darf nicht verhängt werden
status-unknown = lässt sich nicht sagen
status-imposed = verhängt
status-may = darf verhängt werden
court-sanction = Sanktion: { $sanction }: { $status }
court-follow = Darf folgen: { $instrument }
court-measure = { $measure }: { $answer }
court-since = seit dem { $at }
court-until = bis zum { $at }
court-reading = Gelesen als „{ $reading }“: { $answer }
court-remedy = Rechtsbehelf: { $remedy }, möglich bis zum { $until }
court-remedy-open = Rechtsbehelf: { $remedy }, möglich
court-ends = Endet mit: { $events }
court-next = Nächste Änderung: { $at }
court-events = Was geschehen ist, mit Prüfsummen
court-event = { $id }: { $event }, { $at }; eingetragen { $recorded }
court-digest = SHA-256 { $digest }
court-facts = Prüfsumme ist der SHA-256 des Ereignisses als JSON mit sortierten Schlüsseln ohne Leerzeichen.
court-cites = [{ $cites }]
court-rests = beruht auf { $events }

## Die Gründe eines Nachweises
proof-restricted = { $truth ->
    [yes] Beschränkt: { $measure }.
    [no] Nicht beschränkt: { $measure }.
   *[unknown] Ob dies beschränkt ist, lässt sich nicht sagen, also wird es nicht behauptet: { $measure }.
 }
proof-over-readings = { $truth ->
    [yes] Jede Lesart des Gesetzes sagt es so.
    [no] Keine Lesart des Gesetzes sagt es so.
   *[unknown] Es lässt sich nicht sagen, oder die Lesarten weichen ab: Nichts wird behauptet.
 }
proof-earlier-knowledge = Was damals eingetragen war, ergab es nicht, und ein späterer Eintrag belastet nur von da an.
proof-test = Es ist eine Probe: Sie hat keine rechtliche Wirkung.
proof-closed = Die Sache wurde am { $at } geschlossen: { $event-done }.
proof-void-from-start = Die Sache war von Anfang an nichtig: { $event-done } ({ $at }).
proof-nothing-to-obey = Die Zustellung kam nach dem Termin ({ $at }); es bleibt nichts zu befolgen.
proof-law = { $truth ->
    [yes] Das Gesetz gilt.
    [no] Keine Fassung des Gesetzes gilt.
   *[unknown] Ob das Gesetz gilt, lässt sich nicht sagen.
 }
proof-version = { $truth ->
    [yes] Das Gesetz in der Fassung { $version } sagt es so.
    [no] Das Gesetz in der Fassung { $version } sagt es nicht.
   *[unknown] Nach der Fassung { $version } lässt es sich nicht sagen.
 }
proof-served = Zugestellt am { $at }, { $channel-by }: { $event-done }.
proof-served-day = Zugestellt am { $at }, { $channel-by }: { $event-done }. Der Tag der Zustellung: { $day }.
proof-not-served = Keine Ausfertigung wurde zugestellt.
proof-did-not-serve = Dies war keine Zustellung ({ $at }, { $channel-by }): { $event-done }. { $why }
no-service-courtesy = Der Weg ist eine bloße Gefälligkeit.
no-service-no-law = Keine Fassung des Gesetzes galt.
no-service-region = Der Weg war in diesem Gebiet damals nicht offen.
no-service-by = Übergeben hat jemand, der das nicht darf.
no-service-to = Übergeben wurde an jemanden, der es nicht annehmen darf.
no-service-place = Übergeben wurde an einem Ort, an dem das nicht geht.
no-service-need = Für diesen Weg muss nachgewiesen sein: { $test }.
no-service-rebutted = Sie wurde am { $on } widerlegt.
no-service-copy = Zugestellt war schon vorher; eine weitere Ausfertigung lässt nichts neu beginnen.
no-service-window = Eingestellt oder aufgegeben wurde außerhalb der Zeit des Jahres dafür.
no-service-first-contact = Der Weg, der zuerst zu gehen ist, wurde nicht gegangen.
no-service-not-judged = Es wurde nicht geurteilt, dass dies so ist: { $judgement }.
no-service-alerts = Zu wenige Hinweise wurden ohne Fehlschlag gesendet.
no-service-attempts = Zu wenige Versuche wurden gemacht.
no-service-not-tried = Vorher wurde hier keine Ausfertigung eingestellt oder aufgegeben, oder der Weg ist eine bloße Gefälligkeit: { $channel }.
no-service-returned = Sie kam am { $on } an den Absender zurück.
no-service-public-event = Es hängt von diesem öffentlichen Ereignis ab: { $name }.
no-service-mark = Der nötige Vermerk des Zustellers fehlt, oder es ist nicht der richtige Versuch.
no-service-not-received = Am { $on } wurde festgestellt, dass nichts angekommen ist.
no-service-waiting = Eine Wartezeit läuft bis zum { $until }.
proof-stage = { $truth ->
    [yes] Die Sache ist im Abschnitt „{ $stage }“, in dem dies gilt.
    [no] Die Sache ist im Abschnitt „{ $stage }“, in dem dies nicht gilt.
   *[unknown] Die Sache ist im Abschnitt „{ $stage }“; ob dies dann gilt, lässt sich nicht sagen.
 }
proof-step = Im Abschnitt „{ $stage }“ seit dem { $at }: { $why }.
step-begun = die Sache begann
step-event = { $event-done }
step-excuse = ein guter Grund wurde anerkannt
step-period = die Frist { $period } war vorbei
step-missed = der letzte Tag dieser Pflicht war vorbei: { $duty }
step-clock = Zeit war vergangen
proof-uncovered = Ab dem { $from } sagt der Kalender nicht, ob die Frist vorbei ist.
proof-eligible = { $truth ->
    [yes] Es ist nachgewiesen, dass diese Person geladen werden darf.
    [no] Diese Person darf nicht geladen werden.
   *[unknown] Es ist nicht nachgewiesen, dass diese Person geladen werden darf.
 }
proof-category = { $truth ->
    [yes] Gehört zu: { $category }.
    [no] Gehört nicht zu: { $category }.
   *[unknown] Ob die Person dazugehört, lässt sich nicht sagen: { $category }.
 }
proof-all = { $truth ->
    [yes] All dies trifft zu.
    [no] Nicht all dies trifft zu.
   *[unknown] Ob all dies zutrifft, lässt sich nicht sagen.
 }
proof-any = { $truth ->
    [yes] Mindestens eines davon trifft zu.
    [no] Nichts davon trifft zu.
   *[unknown] Ob eines davon zutrifft, lässt sich nicht sagen.
 }
proof-fact = { $truth ->
    [yes] Das trifft zu: { $test }. { $known }
    [no] Das trifft nicht zu: { $test }. { $known }
   *[unknown] Ob das zutrifft, lässt sich nicht sagen: { $test }. { $known }
 }
fact-known = Es ist eingetragen.
fact-known-record = Es ist eingetragen: { $source }, { $date }.
fact-missing = Es ist nicht eingetragen.
fact-stale = Der Eintrag ist zu alt.
fact-stale-record = Der Eintrag ist zu alt: { $source }, { $date }.
fact-conflict = Die Einträge widersprechen sich.
fact-other-source = Dieses Gesetz nimmt es nicht von dieser Stelle: { $source }.
fact-unproved = Es ist eingetragen, aber noch von keinem Zeugen bestätigt.
proof-eligible-throughout = Es war seit der Zustellung jederzeit nachgewiesen oder wurde neu bestätigt.
proof-eligibility-lapsed = Ab dem { $from } war nicht nachgewiesen, dass diese Person geladen werden darf, und es wurde seither nicht neu bestätigt.
proof-own-condition = { $truth ->
    [yes] Die Bedingung dieser Beschränkung ist erfüllt.
    [no] Die Bedingung dieser Beschränkung ist nicht erfüllt.
   *[unknown] Ob die Bedingung dieser Beschränkung erfüllt ist, lässt sich nicht sagen.
 }
proof-not-warned = Diese Warnung wurde nicht gegeben: { $warning }.
proof-warned = { $truth ->
    [yes] Gewarnt am { $at }; die Zeit zum Nachholen lief bis zum { $until }.
   *[other] Gewarnt am { $at }; die Zeit zum Nachholen läuft bis zum { $until }.
 }
proof-warned-standing = Gewarnt am { $at }; die Zeit zum Nachholen steht still.
proof-undecided = Niemand hat für diese eine Person entschieden.
proof-decided = Entschieden für diese eine Person am { $at }; durch: { $who }.
proof-decided-too-late = Die Entscheidung vom { $at } kam zu spät: Zeit war bis zum { $until }.
proof-not-stayed = Kein Rechtsbehelf setzt sie aus.
proof-stayed = Ausgesetzt seit dem { $at }: { $remedy }.
proof-no-claim = Nichts Unentschiedenes setzt sie aus.
proof-excuse-undecided = Ausgesetzt: Ein guter Grund ({ $excuse }) wurde am { $at } angegeben und ist nicht entschieden.
proof-receipt-denied = Ausgesetzt: Am { $at } wurde angegeben, dass nichts angekommen ist; darüber ist nicht geurteilt.
proof-appearance-claimed = Ausgesetzt: Am { $at } wurde angegeben, dass die Pflicht erfüllt ist; darüber ist nicht geurteilt.
proof-exception-granted = Eine Ausnahme ist seit dem { $at } bewilligt: { $exception }.
proof-exception-until = Eine Ausnahme ist vom { $at } bis zum { $until } bewilligt: { $exception }.
proof-new-day = Ein anerkannter Grund hat einen neuen Tag bestimmt, der noch nicht vorbei ist.
proof-ended = Sie wurde beendet, oder die Behörde schwieg zu einem Rechtsbehelf: In dieser Sache kommt sie nicht wieder.
proof-limit-not-begun = Ihre Höchstdauer hat nicht zu laufen begonnen.
proof-limit = { $truth ->
    [yes] Sie kann längstens bis zum { $at } dauern.
   *[other] Ihre Höchstdauer endete am { $at }.
 }
