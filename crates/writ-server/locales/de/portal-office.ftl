### Was Bedienstete und Freigebende lesen.

## Heute, und was wartet
today-means = Was in Ihren Dienststellen Sie braucht, das Dringendste zuerst. Jede Zeile öffnet sich mit einem Grund, der festgehalten wird.
today-due = Fällig
today-stuck = Hängt fest
today-waiting = Wartet auf Entscheidung
today-second = Wartet auf eine zweite Person
today-none = Nichts.
today-person = Person
today-what = Was
today-by = Bis
today-open = { $person } öffnen
docket-warning = Eine Warnung ist zu senden: { $warning }
docket-unsent = Noch nichts gesendet
docket-unsent-on = Nicht abgegangen: { $channel }
docket-returned = Zurückgekommen: { $channel }
docket-failed = Der Hinweis schlug fehl: { $channel }
docket-next = Lange genug versucht: { $tried }. Als Nächstes: { $next }
docket-over = Alle Wege versucht, zuletzt: { $tried }. Die Person ist nicht benachrichtigt.
docket-excuse = Ein Grund, nicht zu kommen: { $excuse }
docket-exception = Um eine Ausnahme wird gebeten: { $exception }
docket-objection = Ein Widerspruch: { $remedy }
docket-non-receipt = Die Person sagt, dass nichts ankam
docket-appearance = Die Person sagt, dass sie da war
docket-correction = Um Berichtigung wird gebeten: { $fact }
docket-approval = Ein Aufruf zur Freigabe, eröffnet von { $by }
docket-review = Eine Rücknahme zur Durchsicht, von { $by }
claims-means = Was Menschen in Ihren Dienststellen erbeten oder gesagt haben, und bis wann zu antworten ist.
claims-none = Nichts wartet auf Antwort.

## Eine Person finden
find-logged = Wer angesehen wird, sieht, dass jemand aus Ihrer Dienststelle nachgesehen hat und warum. Die Aufsicht sieht, wer.
find-exact = Die genaue Kennung. Es gibt keine Suche nach Namen und keine Liste.
find-reason = Warum öffnen Sie diese Akte?
find-reason-hint = In wenigen Worten, zum Beispiel: Antwort auf einen Widerspruch
find-open = Öffnen
find-person = Person
find-matters = Sachen
find-no-matter = Für diese Person wurde nichts ausgestellt.
open = Öffnen
open-matter = Sache { $matter } öffnen
stage = Stand
stage-differs = die Lesarten des Gesetzes gehen auseinander
restricted-now = Jetzt eingeschränkt
wrong-person = Nennen Sie die Kennung
wrong-look = Sagen Sie, warum

## Zusteller und Berichtigungen
carrier-title = Was ein Zusteller von Briefen sagt
carrier-means = Geben Sie die Datei des Zustellers ein. Jede Zeile wird angesehen, bevor eine festgehalten wird.
carrier-file = Datei mit Zuständen
carrier-file-hint = Text, je Zeile ein Brief: Zeichen, Zustand, Zeit, Bemerkung, durch Kommas getrennt. Zustände: dispatched, posted, absent, delivered, refused, returned.
carrier-send = Einlesen
carrier-again = Dieselbe Datei darf noch einmal kommen: Was festgehalten ist, wird nicht doppelt festgehalten.
carrier-recorded = { $n ->
    [one] { $n } Zeile wurde festgehalten.
   *[other] { $n } Zeilen wurden festgehalten.
 }
carrier-unchanged = Schon festgehalten: { $n }
carrier-rejects = Zeilen, denen nicht geglaubt wird
carrier-line = Zeile
carrier-why = Warum
carrier-cure = Was helfen würde
wrong-file = Wählen Sie eine Datei mit wenigstens einer Zeile
requests = Erbetene Berichtigungen
request-answer = Antworten
request-answer-to = Bitte { $n } beantworten
request-corrected-hint = Halten Sie zuerst die richtige Angabe fest; dann sagen Sie es hier

## Eine Sache
clocks = Die zwei Uhren
clock-at = Stand vom
clock-at-hint = Der Zeitpunkt, für den die Lage gilt
clock-at-slide = Verschieben: Stand vom
clock-known = Wie bekannt am
clock-known-hint = Was bis dahin festgehalten war; leer: alles
clock-known-slide = Verschieben: wie bekannt am
clock-show = Zeigen
matter-of = Sache { $matter }
matter-position = Lage
matter-effects = Maßnahmen
matter-court = Darstellung für ein Gericht: Beweis, Fundstellen, Ereignisse
eligible = Darf aufgerufen werden
eligible-yes = ja
eligible-no = nein
eligible-unknown = nicht gezeigt
duty-open = offen:
duty-met = erledigt
duty-excused = entschuldigt
duty-void = nichts zu tun
next-change = Nächste Änderung, wenn nichts mehr geschieht
measure = Maßnahme
answer = Antwort
since = Seit
remedies = Was dagegen offensteht
decided-by = Es entscheidet: { $who }
decide = Entscheidung festhalten
decide-how = Wie wird entschieden?
decide-why = Warum
decide-why-hint = Die Person liest dies
decide-yes-excuse = Grund anerkennen
decide-no-excuse = Grund ablehnen
decide-yes-exception = Ausnahme gewähren
decide-no-exception = Ausnahme ablehnen
decide-yes-objection = Widerspruch stattgeben: die Wirkung endet
decide-no-objection = Widerspruch zurückweisen
decide-yes-non-receipt = Es hat die Person nicht erreicht
decide-no-non-receipt = Es hat die Person erreicht
decide-yes-appearance = Die Person war da
decide-no-appearance = Die Person war nicht da
wrong-answered = Darauf wurde schon geantwortet, oder es wurde zurückgenommen

## Festhalten
record-happened = Festhalten, was geschehen ist
record-happened-title = Festhalten, was geschehen ist
record-happened-means = Was die Person entlastet, zählt ab dann, als es so war; was belastet, erst wenn es festgehalten und bezeugt ist.
record-kind = Was ist geschehen?
record-when = Wann?
record-when-hint = Leer: jetzt
record-channel = Auf welchem Weg?
record-more = Mehr, wo es zutrifft
record-to = Wem es gegeben wurde
record-by = Wer es getan oder entschieden hat
record-outcome = Was entschieden wurde
record-excuse = Welcher Grund
record-send = Festhalten
record-see = Die Sache ansehen, wie sie jetzt ist
record-corrections = { $n ->
    [one] { $n } Stelle erfährt, dass eine Antwort falsch war.
   *[other] { $n } Stellen erfahren, dass eine Antwort falsch war.
 }
none-of-these = nichts davon
outcome-imposed = verhängt
outcome-refused = abgelehnt
outcome-ended = beendet
outcome-extended = verlängert
wrong-kind = Wählen Sie, was geschehen ist
wrong-when = Nennen Sie Tag und Uhrzeit

## Persönlich
hand-title = Persönliche Übergabe
hand-say = Sagen Sie, wer Sie sind und was dies ist. Niemand muss unterschreiben. Die Ausfertigung bleibt bei der Person.
hand-what = Was ist geschehen?
hand-delivered = Ich habe es der Person übergeben
hand-refused = Die Person hat es nicht genommen
hand-absent = Niemand war da
hand-place-none = an keinem dieser Orte
hand-place-address = an der gemeldeten Anschrift
hand-place-work = am Arbeitsplatz
hand-to-hint = Nur, wenn es nicht die Person selbst war
hand-refuse = Niemand darf hierfür gesucht, verfolgt oder festgehalten werden.

## Aufrufe
campaign = Aufruf
campaigns-none = Es gibt keinen Aufruf.
campaign-new = Aufruf eröffnen
campaign-open = Eröffnen
campaign-order = Anordnung
campaign-order-hint = Der Text, auf dem er beruht: wer was wann angeordnet hat
campaign-id = Name
campaign-id-hint = Kleine Buchstaben, Ziffern und Bindestriche, etwa spring-call-up
campaign-from = Von
campaign-until = Bis einschließlich
campaign-window = Läuft
campaign-appear = Erscheinen
campaign-days = Tage von der Ausstellung bis zum Erscheinen
campaign-time = Um wie viel Uhr
campaign-place-hint = Wo im Text die Dienststelle steht, schreiben Sie {"{"}office{"}"}
campaign-steps = Schritte
campaign-judged = Wie die Menschen beurteilt wurden
campaign-issued = Was ausgestellt wurde
campaign-commitment = Festlegung der Liste
campaign-commitment-means = Wer die veröffentlichte Liste hat, kann prüfen, dass sie vor der Auslosung so festlag.
appear-after = { $days } Tage nach der Ausstellung, um { $time }
from-until = { $from } bis { $until }
instrument = Schriftstück
quota = Zahl je Dienststelle
quota-hint = Je Zeile eine Dienststelle: Dienststelle = Zahl
phase = Abschnitt
phase-open = eröffnet
phase-listed = beurteilt
phase-committed = Liste festgelegt
phase-drawn = ausgelost
phase-approved = freigegeben
phase-issuing = wird ausgestellt
phase-issued = ausgestellt
phase-withdrawn = zurückgenommen
issued-count = Ausgestellt
opened-by = Eröffnet von
approved-by = Freigegeben von
withdrawn-by = Zurückgenommen von
step-done = erledigt
step-candidates = Alle beurteilen
step-commit = Liste festlegen
step-draw = Auslosen
step-approve = Freigabe durch eine zweite Person
step-issue = Bescheide ausstellen
step-means-candidates = Alle im Register werden nach frischen Angaben beurteilt: geeignet, nicht geeignet mit Grund, oder zurückgestellt, weil es sich nicht sagen lässt.
step-means-commit = Die Liste wird ohne Namen im Hauptbuch festgelegt. Danach lässt sie sich nicht ändern.
step-means-draw = Die Lose werden durch Zufall geordnet, den niemand vorhersehen konnte. Jeder kann es nachrechnen.
step-means-approve = Jemand anderes als die eröffnende Person sieht Anordnung, Liste und Auslosung durch.
step-means-issue = Jeder wird noch einmal beurteilt, und nur wer noch geeignet ist, erhält einen Bescheid.
step-elsewhere = Eine zweite Person gibt ihn unter Freigaben frei.
step-officer = Das tut eine bedienstete Person seiner Dienststellen.
step-draw-live = In einem echten Register braucht die Auslosung ein öffentliches Zufallssignal und Beobachtende: siehe writ campaign draw.
draw-seed = Startwert
draw-seed-hint = In einer Übungsumgebung genügt jeder Text; eine echte Auslosung nimmt ein öffentliches Zufallssignal
count-judged = beurteilt
count-eligible = geeignet
count-ineligible = nicht geeignet
count-held = zurückgestellt
count-drawn = Ausgelost
count-issued = ausgestellt
count-posted = gleich in Konten eingestellt
count-paper = einem Zusteller übergeben
count-turned-away = ausgesondert, nicht mehr geeignet
grounds-ineligible = Nicht geeignet, nach Grund
grounds-held = Zurückgestellt, nach dem, was nicht bekannt ist
grounds-turned-away = Bei der Ausstellung ausgesondert, nach Grund
grounds-refused = Abgelehnte Versuche, nach Grund
why-not-excludes = schließt aus
why-not-missing = fehlt
why-not-stale = veraltet
why-not-conflict = Quellen widersprechen sich
why-not-other-source = aus anderer Quelle
why-not-unproved = noch nicht nachgewiesen
why-not-readings = Lesarten gehen auseinander
ground-is-died = Verstorben
ground-is-found-ineligible = Festgestellt, dass die Person nicht aufgerufen werden darf
grounds-several = Jemand kann unter mehreren Gründen gezählt sein.
ground = Grund
how-many = Wie viele
withdraw = Aufruf zurücknehmen
withdraw-means = Das beendet alle Pflichten und Einschränkungen seiner Bescheide sofort, für alle. Es lässt sich nicht rückgängig machen, und eine zweite Person sieht es durch.
withdraw-do = Für alle zurücknehmen
wrong-id = Geben Sie ihm einen Namen
wrong-order = Nennen Sie die Anordnung
wrong-quotas = Nennen Sie wenigstens eine Dienststelle mit Zahl, etwa A = 20
wrong-number = Nennen Sie eine ganze Zahl
wrong-clock-time = Nennen Sie eine Uhrzeit, etwa 09:00

## Freigaben
approvals-why = Ein Aufruf bindet niemanden, bevor eine zweite Person ihn angesehen hat. Eine Rücknahme gilt sofort und wird danach angesehen.
approvals-campaigns = Aufrufe zur Freigabe
approvals-withdrawals = Rücknahmen zur Durchsicht
approvals-none = Nichts wartet.
approvals-check = Sehen Sie nach: ob die Anordnung es erlaubt, ob die Zahl darin liegt, ob die Gründe der Ablehnung stimmen können, ob die Auslosung aus dem folgt, was vorher festlag.
approvals-review = Sehen Sie nach: ob der Grund trägt, und ob jemandem mehr zu sagen ist.
approvals-own = Das ist Ihre eigene Handlung: Jemand anderes muss sie ansehen.
approve = Freigeben
approve-of = { $campaign } freigeben
review = Durchgesehen
review-of = Rücknahme von { $campaign } durchsehen
wrong-delegate = Nennen Sie die Kennung der Vertretung
