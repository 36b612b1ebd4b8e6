### Wörter für Dinge, Tage und Fristen. `.gen` ist die Form nach „innerhalb von“, „nach“ und „von“;
### `.by` sagt, auf welchem Weg oder bis wann; `.done` ist ein ganzer Satz in der Vergangenheit.

quoted = „{ $text }“
yes = ja
no = nein
unknown = nicht bekannt

## Verbinden
join-and = { $first } und { $last }
join-or = { $first } oder { $last }
join-comma = { $first }, { $last }
join-semicolon = { $first }; { $last }
join-then = { $first }, danach { $last }
nothing = nichts

## Tage
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
date = { $day }. { $month } { $year }
day-month = { $day }. { $month }
date-range = { $from } bis { $until }
instant = { $date }, { $time } Uhr
instant-zoned = { $date }, { $time } Uhr ({ $zone })
end-of-day = zum Ende des { $date }
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag

## Fristen
amount-minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
 }
amount-hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
 }
amount-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
 }
    .gen = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tagen
 }
amount-work-days = { $n ->
    [one] { $n } Arbeitstag
   *[other] { $n } Arbeitstage
 }
    .gen = { $n ->
    [one] { $n } Arbeitstag
   *[other] { $n } Arbeitstagen
 }
amount-weeks = { $n ->
    [one] { $n } Woche
   *[other] { $n } Wochen
 }
amount-months = { $n ->
    [one] { $n } Monat
   *[other] { $n } Monate
 }
    .gen = { $n ->
    [one] { $n } Monat
   *[other] { $n } Monaten
 }
amount-years = { $n ->
    [one] { $n } Jahr
   *[other] { $n } Jahre
 }
    .gen = { $n ->
    [one] { $n } Jahr
   *[other] { $n } Jahren
 }
term-named = { $length } (gezählt nach der Frist { $name })
    .gen = { $length-gen } (gezählt nach der Frist { $name })

## Ab wann eine Frist läuft; `.by`: bis wann etwas zu tun ist
anchor-served = ab dem Tag der Zustellung
    .by = spätestens am Tag der Zustellung
anchor-sender = ab dem Tag der Zustellung, wie er für den Absender gilt
    .by = spätestens am Tag der Zustellung, wie er für den Absender gilt
anchor-statute = ab dem Tag, an dem das Gesetz in Kraft tritt
    .by = spätestens am Tag, an dem das Gesetz in Kraft tritt
anchor-day = ab dem { $date }
    .by = spätestens am { $date }
anchor-window = ab dem Beginn der Zeit { $name }
    .by = spätestens bei Beginn der Zeit { $name }
anchor-public-event = ab dem öffentlichen Ereignis { $name }
    .by = spätestens beim öffentlichen Ereignis { $name }
anchor-appear-at = ab dem Termin, der in der Ladung steht
    .by = spätestens zum Termin, der in der Ladung steht
anchor-event = ab diesem Ereignis: { $event }
    .by = spätestens bei diesem Ereignis: { $event }
anchor-stage = ab dem Beginn des Abschnitts „{ $stage }“
    .by = spätestens bei Beginn des Abschnitts „{ $stage }“

## Ereignisse
event-queued = Einreihen einer Ausfertigung
    .done = eine Ausfertigung wurde eingereiht
event-dispatched = Absenden einer Ausfertigung
    .done = eine Ausfertigung wurde abgesendet
event-posted = Einstellen oder Aufgeben einer Ausfertigung
    .done = eine Ausfertigung wurde eingestellt oder aufgegeben
event-alert-sent = Senden eines Hinweises
    .done = ein Hinweis wurde gesendet
event-alert-failed = Fehlschlagen eines Hinweises
    .done = ein Hinweis kam nicht an
event-opened = Öffnen der Ausfertigung
    .done = die Ausfertigung wurde geöffnet
event-delivered = Übergabe der Ausfertigung
    .done = die Ausfertigung wurde übergeben
event-refused = Verweigerung der Annahme
    .done = die Annahme wurde verweigert
event-absent = Versuch, bei dem niemand angetroffen wurde
    .done = niemand wurde angetroffen
event-returned = Rücklauf der Ausfertigung an den Absender
    .done = die Ausfertigung kam an den Absender zurück
event-rebutted = Widerlegung der Zustellung
    .done = die Zustellung wurde widerlegt
event-told = Mitteilung einer Beschränkung an die Person
    .done = der Person wurde eine Beschränkung mitgeteilt
event-warned = Warnung
    .done = die Person wurde gewarnt
event-appeared = Erscheinen
    .done = die Person ist erschienen
event-brought-in = zwangsweise Vorführung
    .done = die Person wurde zwangsweise vorgeführt
event-replied = Antwort
    .done = die Person hat geantwortet
event-excuse-claimed = Angabe eines Grundes für das Nichterscheinen
    .done = ein Grund für das Nichterscheinen wurde angegeben
event-excuse-accepted = Anerkennung des Grundes für das Nichterscheinen
    .done = der Grund für das Nichterscheinen wurde anerkannt
event-excuse-refused = Ablehnung des Grundes für das Nichterscheinen
    .done = der Grund für das Nichterscheinen wurde abgelehnt
event-objected = Widerspruch
    .done = Widerspruch wurde eingelegt
event-objection-upheld = Stattgabe des Widerspruchs
    .done = dem Widerspruch wurde stattgegeben
event-objection-rejected = Zurückweisung des Widerspruchs
    .done = der Widerspruch wurde zurückgewiesen
event-decided = Entscheidung über diese eine Person
    .done = über diese eine Person wurde entschieden
event-reviewed = Überprüfung durch ein Gericht
    .done = ein Gericht hat die Beschränkung überprüft
event-cause-ended = Wegfall des anerkannten Grundes
    .done = der anerkannte Grund ist weggefallen
event-non-receipt-claimed = Angabe, nichts erhalten zu haben
    .done = es wurde angegeben, dass nichts angekommen ist
event-appearance-claimed = Angabe, erschienen zu sein
    .done = es wurde angegeben, dass die Person erschienen ist
event-eligibility-confirmed = erneute Bestätigung, dass die Person geladen werden darf
    .done = es wurde erneut bestätigt, dass die Person geladen werden darf
event-withdrawn = Rücknahme durch die Behörde
    .done = die Behörde hat die Ladung zurückgenommen
event-found-ineligible = Feststellung, dass die Person nicht geladen werden darf
    .done = es wurde festgestellt, dass die Person nicht geladen werden darf
event-died = Tod
    .done = die Person ist gestorben
event-corrected = Berichtigung
    .done = ein früherer Eintrag wurde berichtigt
event-judged = Beurteilung durch Amtsperson oder Gericht
    .done = eine Amtsperson oder ein Gericht hat die Frage beurteilt
event-proclaimed = öffentliches Ereignis
    .done = ein öffentliches Ereignis wurde bekannt gemacht
event-outage-started = Beginn einer Störung
    .done = eine Störung begann
event-outage-ended = Ende einer Störung
    .done = eine Störung endete
channel-unnamed = Zustellweg { $name }
    .by = über { $name }

## Namen, die mehrere Pakete gebrauchen. Ein Paket kann eigene in `locales/de.ftl` mitbringen.
name-fact-birth-date = Geburtsdatum
name-fact-sex = Geschlecht
name-fact-service = Wehrdienst
name-fact-fitness = Tauglichkeit
name-fact-deferment = Zurückstellung
name-fact-account = Konto im Portal
name-fact-address = Meldeadresse
name-fact-region = Gebiet
name-fact-role = Rolle im Verfahren
name-value-sex-male = männlich
name-value-sex-female = weiblich
name-value-service-none = noch nicht geleistet
name-value-service-serving = wird gerade geleistet
name-value-service-completed = geleistet
name-value-service-reserve = in der Reserve
name-value-account-none = keines
name-value-account-active = in Gebrauch
name-value-address-none = keine
name-value-address-unconfirmed = nicht bestätigt
name-value-address-confirmed = bestätigt
name-category-conscript = Wehrpflichtige
name-category-reservist = Personen der Reserve
name-instrument-call-up = Einberufung
name-instrument-drill = Probeladung
name-instrument-summons = Ladung
name-instrument-decision = Bescheid
name-channel-portal = Konto im Portal
    .by = über das Konto im Portal
name-channel-post = Briefpost
    .by = per Post
name-channel-hand = Übergabe von Hand
    .by = durch Übergabe von Hand
name-channel-register = öffentliches Register
    .by = über das öffentliche Register
name-channel-e-mail = E-Mail
    .by = per E-Mail
name-measure-exit = Ausreise aus dem Land
name-measure-driving = Führen von Fahrzeugen
name-measure-credit = Aufnahme eines Kredits
name-measure-property = Übertragung von Grundeigentum
name-duty-appear = persönlich erscheinen
name-duty-report = sich melden
name-duty-respond = antworten
name-stage-issued = ausgestellt
name-stage-served = zugestellt
name-stage-missed = Termin versäumt
name-stage-defaulted = säumig
name-stage-answered = beantwortet
name-stage-sent = versendet
name-stage-waited = Frist abgelaufen
name-excuse-illness = Krankheit
name-excuse-family = familiärer Notfall
name-excuse-force-majeure = höhere Gewalt
name-excuse-conscience = Gewissensgründe
name-excuse-defer = Aufschub
name-remedy-objection = Widerspruch
name-remedy-court = Klage vor Gericht
name-warning-before-any-ban = Warnung vor jeder Beschränkung
name-exception-urgent-journey = dringende Reise
name-exception-urgent = dringender Bedarf
name-sanction-fine = Geldstrafe
name-judgement-expected = damit war zu rechnen
name-window-spring = Frühjahr
name-window-autumn = Herbst
name-period-twenty = zwanzig Tage
name-public-event-register-works = das Register ist in Betrieb
name-who-officer = eine Amtsperson
name-who-court = ein Gericht
name-who-border = die Grenzkontrolle
name-who-licensing = die Führerscheinstelle
name-who-lender = Kreditgeber
name-who-land-registry = das Grundbuchamt
name-who-portal = das Portal
name-who-civil-registry = das Melderegister
name-who-military-register = das Wehrregister
name-who-medical-board = die ärztliche Kommission
name-who-delivery-service = der Zustelldienst
name-who-person = die Person selbst
name-who-order = die Anordnung
name-who-employer = der Arbeitgeber
name-who-nothing = nichts
name-purpose-leaving-the-country = Ausreise aus dem Land
name-purpose-driving = Führen von Fahrzeugen
name-purpose-new-loan = neuer Kredit
name-purpose-transfer-of-real-estate = Übertragung von Grundeigentum
name-place-address = Meldeadresse
name-place-work = Arbeitsplatz
name-mention-place = Ort
name-mention-time = Zeit
name-mention-duty = Pflicht
name-mention-consequences = Folgen
name-mention-remedy = Rechtsbehelfe
name-with-evidence = Nachweise
name-reason-later-receipt = sie erst später ankam
name-reason-wrong-person = sie bei einer falschen Person ankam
name-reason-absence = die Person abwesend war
name-reason-outage = eine Störung bestand
name-source-kind-press = Pressebericht
name-source-kind-statute = Gesetz
name-source-kind-judgment = Urteil
name-source-kind-treaty = Völkerrechtlicher Vertrag
name-source-kind-guidance = Leitfaden
name-source-kind-design = Entwurf dieses Pakets
name-reading-status-prevailing = herrschend
name-reading-status-arguable = vertretbar
name-reading-status-reported = so berichtet
name-node-period = Frist
name-node-category = Personengruppe
name-node-instrument = Schriftstück
name-node-channel = Zustellweg
name-node-ladder = Reihenfolge der Zustellwege
name-node-service = Zustellungsregel
name-node-lifecycle = Ablauf
name-node-duty = Pflicht
name-node-effect = Beschränkung
name-node-warning = Warnung
name-node-remedy = Rechtsbehelf
name-node-limit = Höchstdauer
name-node-excuse = Entschuldigungsgrund
name-node-claim = Angabe der Person
name-node-exception = Ausnahme
name-node-sanction = Sanktion
name-node-follow = Folgeschriftstück
name-node-window = Jahreszeit
name-node-public-event = öffentliches Ereignis
name-node-judgement = Frage zur Beurteilung
name-node-selection = Auswahl

## Weitere Namen
name-measure-vehicles = Zulassung von Fahrzeugen
name-measure-self-employment = Anmeldung als Selbstständige
name-measure-business = Anmeldung eines Gewerbes
name-measure-passport = Ausstellung eines Passes
name-measure-weapon = Recht auf eine Waffe
name-measure-hunting = Jagdrecht
name-measure-fishing = Fischereirecht
name-duty-attend = teilnehmen
name-duty-report-in-spring = sich im Frühjahr melden
name-duty-report-in-autumn = sich im Herbst melden
name-duty-update-data = eigene Daten aktualisieren
name-duty-reply = auf die Anfrage antworten
name-duty-comply = der Aufforderung nachkommen
name-stage-final = endgültig
name-stage-open = offen
name-stage-known = der Person bekannt
name-stage-told = mitgeteilt
name-stage-absent = abwesend
name-stage-notified = benachrichtigt
name-stage-informed = informiert
name-stage-overdue = überfällig
name-stage-due = fällig
name-stage-entered = in das Register eingetragen
name-stage-deposited = hinterlegt
name-stage-binding = verbindlich
name-stage-unmet = nicht befolgt
name-excuse-other = anderer guter Grund
name-excuse-valid-reason = triftiger Grund
name-excuse-lawful-obstacle = rechtmäßiges Hindernis
name-excuse-excusal = Befreiung
name-excuse-deferral = Verschiebung
name-excuse-another-day = anderer Tag
name-remedy-appeal = Beschwerde
name-sanction-penalty-payment = Zwangsgeld
name-sanction-fine-1000 = Geldstrafe bis 1000
name-sanction-fetched = zwangsweise Abholung durch die Polizei
name-instrument-witness-summons = Ladung zum Zeugnis
name-instrument-jury-summons = Ladung zum Geschworenendienst
name-instrument-demand = Aufforderung
name-instrument-assessment = Steuerbescheid
name-instrument-ruling = Beschluss
name-instrument-invitation = Einladung
name-category-liable = Dienstpflichtige
name-category-party = Beteiligte
name-category-witness = Zeuginnen und Zeugen
name-category-juror = Geschworene
name-category-taxpayer = Steuerpflichtige
name-category-addressee = Empfängerinnen und Empfänger
name-fact-role-in-case = Rolle in der Sache
name-fact-evasions = frühere Säumnisse
name-fact-absences = frühere Abwesenheiten
name-fact-consent = Einwilligung
name-fact-electoral-roll = Eintrag im Wählerverzeichnis
name-fact-disqualification = Ausschlussgrund
name-fact-e-mail = E-Mail-Adresse
name-fact-mailbox = elektronisches Postfach
name-value-account-yes = ja
name-judgement-money-offered = Reisegeld wurde angeboten
name-with-document = ein Dokument
name-who-jury-bureau = das Büro für Geschworene
name-who-tax-office = das Finanzamt
name-who-authority = die Behörde
name-who-police = die Polizei
name-period-month = ein Monat
name-period-seven = sieben Tage
name-period-thirty = dreißig Tage
name-period-thirty-days = dreißig Tage
name-period-four-weeks = vier Wochen
name-period-pick-up = Abholfrist
name-period-three-working-days = drei Arbeitstage
name-channel-letter = Brief
    .by = per Brief
name-channel-registered = eingeschriebener Brief
    .by = per Einschreiben
name-channel-electronic = elektronische Zustellung
    .by = elektronisch
name-channel-app = App
    .by = über die App
name-channel-mailbox = elektronisches Postfach
    .by = über das elektronische Postfach
name-channel-in-person = persönliche Übergabe
    .by = persönlich
name-channel-account = elektronisches Konto
    .by = über das elektronische Konto
name-channel-paper = Papier
    .by = auf Papier
name-outcome-imposed = verhängt
name-outcome-refused = abgelehnt
name-outcome-ended = beendet
name-outcome-extended = verlängert
name-outcome-yes = ja
name-outcome-no = nein
name-who-tax-service = die Steuerverwaltung
name-who-vehicle-registry = die Zulassungsstelle
name-who-population-register = das Bevölkerungsregister
name-who-electoral-office = das Wahlamt
name-who-municipality = die Gemeinde
name-who-passport-office = die Passbehörde
name-who-weapon-register = das Waffenregister
name-who-hunting-register = das Jagdregister
name-who-fishing-register = das Fischereiregister
name-who-craft-register = das Bootsregister
name-who-party = die beteiligte Person
name-fact-repeated = frühere Säumnisse
name-fact-electronic = elektronische Zustellung
name-fact-e-access = elektronischer Zugang
name-measure-craft = Führen eines Bootes
name-value-any-none = keine
name-value-any-yes = ja
name-value-any-no = nein
