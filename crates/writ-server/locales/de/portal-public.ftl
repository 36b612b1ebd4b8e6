### Was die Aufsicht und alle lesen, und was gesagt wird, wo etwas nicht getan wird.

## Aufsicht
oversight-regimes = Die Gesetze und was die Prüfungen finden
oversight-access = Wer was angesehen hat
oversight-campaigns = Beurteilte Menschen und ausgestellte Bescheide, alle Aufrufe
oversight-grounds = Nicht aufgerufen oder ausgesondert, nach Grund
oversight-ledger = Hauptbuch und Zeugen
aggregates = Was getan wurde, nach Tagen
aggregates-none = Noch ist kein Tag veröffentlicht.
aggregates-acts = Festgehaltene Handlungen, nach Art
aggregates-days = { $n ->
    [one] { $n } Tag ist veröffentlicht.
   *[other] { $n } Tage sind veröffentlicht.
 }
aggregates-untold = { $n ->
    [0] Keine Zahl wurde weggelassen.
    [one] { $n } Zahl unter 10 wurde weggelassen, weil es jemand sein könnte.
   *[other] { $n } Zahlen unter 10 wurden weggelassen, weil es jemand sein könnte.
 }
aggregate-issued = Ausgestellt
aggregate-registered = Ins Register eingetragen
act-kind = Was
ledger-origin = Name
ledger-size = Einträge mit einem Platz
ledger-witnessed = Davon von Zeugen unterschrieben
ledger-waiting = Warten auf einen Platz
ledger-witnessed-at = Zuletzt unterschrieben
ledger-witnesses = Zeugen
ledger-unwitnessed = Niemand außerhalb sieht diesem Hauptbuch zu. Das darf nur eine Übungsumgebung.
ledger-means = Alles Festgehaltene hat einen Platz in einem Buch, das nur wächst. Zeugen außerhalb der Behörde unterschreiben, dass nichts darin geändert oder herausgenommen wurde.
regimes-means = Jedes Gesetz läuft als Daten und wird geprüft. Was eine Prüfung findet, wird gezeigt, was immer es über das Gesetz sagt.
regime-version = Fassung
regime-digest = Prüfsumme
findings = Befunde
findings-none = keine Befunde
findings-count = { $n ->
    [one] { $n } Befund
   *[other] { $n } Befunde
 }
access-from = Von
access-until = Bis einschließlich
access-officer = Bedienstete Person (leer: alle)
access-as = Als
access-whose = Wessen Akte
access-seen = Gesehen
access-file = die Akte
access-attachment = Belege, die die Person gegeben hat
access-erased = gelöscht
access-none = An diesen Tagen hat niemand etwas angesehen.

## Alle
public-means = Zahlen ohne Menschen, und die Gesetze, nach denen dieses Register geht, in einfachen Worten.
public-laws = Die Gesetze
public-small = Eine Zahl unter 10 wird nicht genannt, weil es jemand sein könnte.
law-reported = Wie eine Quelle es berichtet: nicht das Gesetz selbst
law-illustrative = Erfunden, um etwas zu zeigen
law-adopted = Ein verkündeter Text
law-sources = Quellen und Annahmen
law-assumptions = Was eingesetzt wurde, weil keine Quelle es sagt
status-up = Das Register antwortet
status-now = Seine Uhr steht auf { $at }.
status-outages = Fällt ein Weg aus, so stehen Tage, die auf ihm laufen, still, wo das Gesetz es sagt. Ein Ausfall wird mit Anfang und Ende festgehalten und zählt in jeder Sache, die er berührt.
proof-means = Was Ihnen zugestellt wird, hat einen Nachweis: eine kleine Datei, die jeder prüfen kann, ohne uns und ohne Netz.
proof-shows = Was ein Nachweis zeigt
proof-shows-posted = dass eben diese Handlung festgehalten wurde, und an welcher Stelle unter Ihren
proof-shows-when = zwischen welchen Zeitpunkten das war, nach dem Wort von Zeugen außerhalb der Behörde
proof-shows-text = nach welchem Text welchen Gesetzes
proof-shows-not = Er bürgt für den Text, nicht für das Bild einer Seite. Er zeigt nicht, dass Sie ihn gelesen haben.
proof-how = Wie man ihn prüft
proof-get = Laden Sie den Nachweis oder das PDF Ihres Bescheids herunter.
proof-program = Bauen Sie das Programm aus seiner Quelle:
proof-run = Prüfen Sie die Datei mit der Regel unten:
proof-read = Lesen Sie, was es ausgibt: den festgelegten Text, die Zeiten, und wer unterschrieben hat.
proof-policy = Die Regel dieses Registers
proof-policy-means = Sie nennt den Schlüssel des Registers und die Zeugen, deren Wort zählt. Vergleichen Sie sie mit dem, was die Zeugen selbst veröffentlichen.

## Die Uhr einer Übungsumgebung
clock-title = Die Uhr
clock-means = In einer Übungsumgebung können Sie die Uhr vorstellen und sehen, was das Gesetz dann sagt. Zurück geht sie nie.
clock-steps = Um Tage vorstellen
clock-day = Ein Tag
clock-week = Eine Woche
clock-twenty = Zwanzig Tage
clock-to = Stellen auf
clock-to-hint = Tag und Uhrzeit nach jetzt
clock-move = Uhr stellen
wrong-clock = Nennen Sie Tag und Uhrzeit nach jetzt

## Wo etwas nicht getan wird
problem-absent = Hier ist nichts
problem-forbidden = Das ist nicht für dieses Konto
problem-refused = Das wurde nicht getan
problem-malformed = Das ließ sich nicht lesen
problem-later = Das geht gerade nicht
problem-failed = Bei uns ging etwas schief
problem-means-absent = Die Adresse ist vielleicht vertippt, oder es ist nicht Ihres.
problem-means-forbidden = Melden Sie sich mit einem Konto an, das es darf, oder fragen Sie, wer es darf.
problem-means-refused = Nichts wurde festgehalten. Das sind die Gründe:
problem-means-malformed = Nichts wurde festgehalten. Gehen Sie zurück und versuchen Sie es noch einmal.
problem-means-later = Nichts wurde festgehalten. Warten Sie einen Moment und versuchen Sie es noch einmal.
problem-means-failed = Nichts wurde festgehalten. Es liegt nicht an Ihnen. Versuchen Sie es später; letzte Tage verstreichen nicht durch unsere Fehler, wo das Gesetz es sagt.
problem-start = Zum Anfang
refused-unknown-person = Unter dieser Kennung ist niemand im Register. Prüfen Sie sie Zeichen für Zeichen.
refused-other-office = Dieses Konto handelt nicht für jene Dienststelle. Eine bedienstete Person dort darf es.
refused-not-permitted = Dieses Konto darf das nicht.
refused-two-pairs-of-eyes = Das muss jemand anderes tun: vier Augen.
refused-future = Das ist noch nicht geschehen. Halten Sie es fest, wenn es geschehen ist.
refused-not-a-delegate = Das ist nicht Ihre Akte, und Sie vertreten niemanden darin.
refused-no-account = Unter der Kennung, mit der Sie sich angemeldet haben, gibt es keine Akte. Wenn Sie einen Bescheid auf Papier haben, bringen Sie ihn zu der Dienststelle, die darin steht.
refused-matter-closed = Diese Sache ist abgeschlossen.
