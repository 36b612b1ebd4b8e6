### Das Gesetz eines Pakets: Sätze für jede Regel, einer für alles, was eine Regel sagen kann.

## Überschriften
about-law = Was das für ein Gesetz ist
about-force = Wann es gilt
about-whom = Wer geladen werden darf
about-known = Was über eine Person bekannt ist
about-issued = Was ausgestellt wird
about-chosen = Wie die Personen ausgewählt werden
about-sent = Wie es versendet wird
about-served = Wann es als zugestellt gilt
about-must = Was die Person tun muss
about-excused = Was entschuldigt
about-claims = Was die Person sagen kann und die Behörde beantworten muss
about-follows = Was Schritt für Schritt geschieht
about-next = Was danach ausgestellt werden darf
about-counted = Wie Tage gezählt werden
about-warned = Wer gewarnt wird
about-restricted = Was beschränkt wird
about-excepted = Dringende Ausnahmen
about-longest = Wie lange höchstens
about-remedies = Was man dagegen tun kann
about-sanctions = Welche Sanktion verhängt werden darf
about-judged = Was für die eine Person beurteilt werden muss
about-disputed = Wo der Text verschieden verstanden werden kann
about-left-out = Was ausgelassen ist
about-cited = Worauf verwiesen wird

## Das Gesetz selbst
law-head = Das Gesetz { $regime }, Fassung { $version } ({ $digest }…). Diese Darstellung hat keine rechtliche Wirkung.
law-title = { $title }
law-domain-military = Es geht um Militärdienst.
law-domain-jury = Es geht um den Dienst als Geschworene.
law-domain-court = Es geht um Gerichtstermine.
law-domain-medical = Es geht um ärztliche Kommissionen.
law-domain-tax = Es geht um Termine beim Finanzamt.
law-domain-other = Es geht um Ladungen anderer Art.
law-status-reported = Es ist so wiedergegeben, wie eine Quelle berichtet; es ist kein Gesetzestext.
law-status-illustrative = Es ist ein Beispiel; es ist kein Gesetz irgendeines Landes.
law-status-adopted = Es folgt einem verabschiedeten Text: { $text } (SHA-256 { $hash }).
law-zone = Tage werden nach der Zeit von { $zone } gezählt.
source = { $name } ist eine Quelle: { $kind }.
source-file = Ihre Datei ist { $file }.
source-says = Dort steht: { $text }
assumption = { $name } ist eine Annahme, denn keine Quelle sagt es: { $text }
assumption-affects = Sie betrifft: { $what }.
unmodelled = Ausgelassen ist { $name }: { $reason }
unmodelled-affects = Das betrifft: { $whom }.

## Tage
calendar = Der Kalender { $name } nennt die Arbeitstage vom { $from } bis zum { $until }; außerhalb davon lässt sich nichts sagen.
calendar-weekend = In jeder Woche arbeitsfrei: { $days }.
calendar-no-weekend = Alle Tage der Woche sind Arbeitstage.
calendar-off = { $n ->
    [one] Außerdem ist { $n } Tag oder Zeitraum arbeitsfrei: { $days }.
   *[other] Außerdem sind { $n } Tage oder Zeiträume arbeitsfrei: { $days }.
 }
calendar-off-many = { $n ->
    [one] Außerdem ist { $n } Tag oder Zeitraum arbeitsfrei.
   *[other] Außerdem sind { $n } Tage oder Zeiträume arbeitsfrei.
 }
calendar-worked = Arbeitstage trotz Wochenende: { $days }.
period = Die Frist { $name } dauert { $length }.
period-next-day = Der Tag des Ereignisses zählt nicht; gezählt wird ab dem nächsten Tag.
period-same-day = Der Tag des Ereignisses ist der erste gezählte Tag.
period-clear = Diese Tage liegen ganz dazwischen: weder der erste noch der letzte Tag zählt.
period-short = Ist die Frist nicht länger als { $length }, zählen nur Arbeitstage.
period-roll-none = Ein letzter Tag, der kein Arbeitstag ist, verschiebt sich nicht.
period-roll-next = Ein letzter Tag, der kein Arbeitstag ist, verschiebt sich auf den nächsten Arbeitstag.
period-roll-previous = Ein letzter Tag, der kein Arbeitstag ist, verschiebt sich auf den Arbeitstag davor.
period-month-clamp = Hat der Monat keinen solchen Tag, endet die Frist am letzten Tag des Monats.
period-month-error = Hat der Monat keinen solchen Tag, lässt sich die Frist nicht zählen.
period-min-work-days = { $n ->
    [one] Sie enthält mindestens { $n } Arbeitstag.
   *[other] Sie enthält mindestens { $n } Arbeitstage.
 }
period-cutoff = Was um { $time } Uhr oder später geschieht, zählt zum nächsten Tag.
period-calendar = Arbeitstage sind die des Kalenders { $name }.

## Angaben und Bedingungen
fact-rule = { $fact }: Auskunft gibt { $source }; auf den Eintrag darf man sich { $length } lang verlassen.
fact-date = Es ist ein Tag.
fact-choice = Es ist eines von: { $values }.
fact-periods = Es ist eine Liste von Zeiträumen; eine leere Liste heißt, dass es keinen gibt.
fact-text = Es ist ein Text.
test-value = { $fact }: { $value }
test-not-value = { $fact }: bekannt, und nicht „{ $value }“
test-age-between = { $fact }: Alter ab { $from } und unter { $below } Jahren
test-age-from = { $fact }: Alter ab { $from } Jahren
test-age-below = { $fact }: Alter unter { $below } Jahren
test-age-any = { $fact }: jedes Alter
test-holds = { $fact }: gilt jetzt
test-holds-not = { $fact }: gilt jetzt nicht
condition-all = all dies: ({ $parts })
condition-any = mindestens eines davon: ({ $parts })
condition-not = dies ist nicht so: ({ $part })
category = { $category }: Personen, für die nachgewiesen ist: { $when }.

## Schriftstücke
instrument-summons = { $instrument }: eine Ladung. Sie darf gehen an: { $to }.
instrument-order = { $instrument }: eine Anordnung. Sie darf gehen an: { $to }.
instrument-questionnaire = { $instrument }: ein Fragebogen. Er darf gehen an: { $to }.
instrument-test = { $instrument }: eine Probe. Sie darf gehen an: { $to }. Sie hat keine rechtliche Wirkung, und nichts folgt daraus.
instrument-lead-between = Der Termin liegt mindestens { $min } und höchstens { $max } voraus, gezählt { $anchor }.
instrument-lead-min = Der Termin liegt mindestens { $min } voraus, gezählt { $anchor }.
instrument-lead-max = Der Termin liegt höchstens { $max } voraus, gezählt { $anchor }.
instrument-names = Darin müssen stehen: { $what }.
instrument-windows = Es darf nur in dieser Zeit des Jahres versendet werden: { $windows }.
instrument-first-contact = Zuerst muss eine Ausfertigung hier eingestellt oder aufgegeben werden: { $channels }. Vorher stellt kein anderer Weg zu.
instrument-offer = { $n ->
    [one] Die Person darf dies { $n } Mal beantragen: { $excuse }.
   *[other] Die Person darf dies bis zu { $n } Mal beantragen: { $excuse }.
 }
selection-draw = { $instrument }: ein öffentliches Los bestimmt, wer geladen wird.
selection-all = { $instrument }: alle, die geladen werden dürfen, werden geladen.
selection-named = { $instrument }: Personen werden namentlich geladen, aus einem angegebenen Grund.
selection-criteria = { $instrument }: veröffentlichte Kriterien bestimmen, wer geladen wird.
selection-states = Angegeben ist: { $text }
selection-volunteers = Freiwillige kommen zuerst.
selection-quota = Die Zahl bestimmt { $from }.
selection-reserve = Dazu wird eine Reserve von { $n } Prozent dieser Zahl gezogen.
channel-serves = { $channel }: auf diesem Weg kann zugestellt werden.
channel-courtesy = { $channel }: eine Gefälligkeit; damit wird niemandem zugestellt.
channel-needs = Dafür muss nachgewiesen sein: { $needs }.
channel-regions = Der Weg ist hier offen: { $regions }.
channel-giver = Übergeben durch: { $who }.
channel-taker = Übergeben an: { $who }.
channel-place = Ort der Übergabe: { $places }.
region-always = { $name }
region-from = { $name } ab dem { $from }
region-until = { $name } bis zum { $until }
region-between = { $name } ab dem { $from } bis zum { $until }
ladder = { $instrument } wird in dieser Reihenfolge versendet: { $rungs }.
rung = { $channel } ({ $length } lang)
rung-last = { $channel }
window = { $window }: jedes Jahr vom { $from } bis zum { $last }.
public-event = Ein öffentliches Ereignis, einmal für alle: { $name }. Es zählt, sobald es bekannt gemacht ist.
judgement = Für die eine Person wird beurteilt: { $name }. Es urteilt: { $who }.

## Zustellung
service = { $channel }: als Zustellung gilt { $grounds }.
service-never = { $channel }: auf diesem Weg wird nie zugestellt.
ground = { $event }
ground-with = { $event } ({ $terms })
ground-mark = mit dem Vermerk { $mark } des Zustellers
ground-attempt = Versuch Nr. { $n } oder ein späterer
ground-after = sobald { $term } vergangen sind
ground-on-day = am letzten Tag von { $term-gen }, der als Tag der Zustellung gilt
ground-since = erst nach diesem öffentlichen Ereignis: { $name }
ground-until = nur solange dieses öffentliche Ereignis nicht eingetreten ist: { $name }
need-judged = Es muss beurteilt worden sein, dass dies so ist: { $name }.
need-alerts = { $n ->
    [one] Mindestens { $n } Hinweis muss ohne Fehlschlag gesendet worden sein.
   *[other] Mindestens { $n } Hinweise müssen ohne Fehlschlag gesendet worden sein.
 }
need-alerts-apart = Zwischen einem Hinweis und dem nächsten liegen mindestens { $length }.
need-alerts-within = Der erste Hinweis wird innerhalb von { $length-gen } nach dem Einstellen gesendet.
need-attempts = { $n ->
    [one] Mindestens { $n } Versuch muss gemacht worden sein.
   *[other] Mindestens { $n } Versuche müssen gemacht worden sein.
 }
need-attempts-apart = Zwischen einem Versuch und dem nächsten liegen mindestens { $length }.
need-tried = Vorher muss eine Ausfertigung hier eingestellt oder aufgegeben worden sein: { $channel }.
service-sender = Für den Absender zählt ein anderes Ereignis: { $event }.
tolled = Die Fristen stehen still { $when }.
tolling-outage = während einer Störung
tolling-absence = während die Person abwesend ist
rebuttal-never = Wird nachgewiesen, dass { $reason }, so wurde nie zugestellt.
rebuttal-that-day = Wird nachgewiesen, dass { $reason }, so gilt der nachgewiesene Tag als Tag der Zustellung.
rebuttal-next-day = Wird nachgewiesen, dass { $reason }, so gilt das Ende des Tages danach als Zeit der Zustellung.
rebuttal-within = Dieser Tag muss innerhalb von { $term-gen } nach dem Ereignis liegen; sonst wurde nie zugestellt.

## Der Ablauf
lifecycle-first = { $instrument }: die Sache beginnt im Abschnitt „{ $stage }“.
stage-moves = Vom Abschnitt „{ $stage }“ geht sie in den Abschnitt „{ $to }“ über: { $trigger }.
stage-stays = Im Abschnitt „{ $stage }“ bleibt sie, bis etwas sie beendet.
trigger-served = mit der Zustellung
trigger-on = mit diesem Ereignis: { $event }
trigger-after = nach { $term-gen }, gezählt { $anchor }
trigger-after-unsaid = nach { $term-gen }
trigger-missed = wenn der letzte Tag dieser Pflicht vorbei ist, ohne dass sie erfüllt wurde: { $duty }
lifecycle-ends = In jedem Abschnitt endet sie mit einem von diesen: { $events }.
voids-from-start = Zurückgenommen, auf Widerspruch aufgehoben oder an eine Person gerichtet, die nicht geladen werden durfte, hatte sie nie rechtliche Wirkung.
voids-from-now = Zurückgenommen, auf Widerspruch aufgehoben oder an eine Person gerichtet, die nicht geladen werden durfte, hat sie von da an keine rechtliche Wirkung.
duty = Die Pflicht: { $duty }.
duty-of = Sie folgt nur aus: { $instruments }.
duty-from = Sie beginnt { $anchor }.
duty-upon = Sie trifft: { $who }.
duty-by = Sie ist zu erfüllen { $anchor-by }.
duty-within = Sie ist innerhalb von { $term-gen } nach ihrem Beginn zu erfüllen.
duty-late = Wem erst nach dem Termin zugestellt wird, der hat { $term } ab der Zustellung.
duty-nothing-late = Wem erst nach dem Termin zugestellt wird, der hat nichts zu befolgen.
duty-met = Sie wird erfüllt durch: { $events }.
follow = Nach Beginn des Abschnitts „{ $stage }“ darf ausgestellt werden: { $instrument }.
follow-within = Das ist innerhalb von { $length-gen } möglich.

## Beschränkungen
effect = Beschränkt wird: { $measure }. Das gilt in diesen Abschnitten: { $stages }.
effect-never = Nicht beschränkt wird: { $measure }.
effect-asks = Danach fragen darf nur { $who }, und nur zu diesem Zweck: { $purpose }.
effect-when = Es gilt nur, wo dies nachgewiesen ist: { $when }.
effect-automatic = Es tritt von selbst ein; niemand entscheidet.
effect-officer = Es gilt nur, wenn eine Amtsperson für diese eine Person entschieden hat.
effect-court = Es gilt nur, wenn ein Gericht für diese eine Person entschieden hat.
effect-decide-within = Diese Entscheidung muss innerhalb von { $term-gen } fallen, gezählt { $anchor }.
effect-answer = Auf eine Antwort darüber darf man sich { $length } lang verlassen.
warning = { $warning }: nach Beginn des Abschnitts „{ $stage }“ wird die Person gewarnt, bevor etwas beschränkt wird.
warning-within = Die Behörde warnt innerhalb von { $length-gen }.
warning-by = Gewarnt wird { $channels }.
warning-then = Danach hat die Person { $length } Zeit, um der Pflicht nachzukommen.
limit = { $measure }: beschränkt für höchstens { $length }.
limit-unless = Verlängert wird das nur durch: { $event }.
limit-in-all = Über alle Sachen zusammen gilt das an höchstens { $most-gen } von je { $within-gen }.
exception = { $exception }: die Person kann beantragen, hiervon für eine Zeit frei zu sein: { $measures }.
exception-grants = Entscheidet niemand innerhalb von { $length-gen }, ist die Ausnahme bewilligt.
exception-refuses = Entscheidet niemand innerhalb von { $length-gen }, ist die Ausnahme abgelehnt.
exception-lasts = Bewilligt dauert sie { $term }.
sanction = { $sanction }: darf in diesen Abschnitten verhängt werden: { $stages }.
sanction-automatic = Sie tritt von selbst ein.
sanction-officer = Es entscheidet eine Amtsperson.
sanction-court = Es entscheidet ein Gericht.
sanction-count = { $n ->
    [one] Nötig ist { $n } Säumnis innerhalb von { $length-gen }, diese mitgezählt; frühere stehen unter: { $fact }.
   *[other] Nötig sind { $n } Säumnisse innerhalb von { $length-gen }, diese mitgezählt; frühere stehen unter: { $fact }.
 }

## Was die Person tun kann
remedy = { $remedy }: möglich gegen { $measures } innerhalb von { $length-gen }, gezählt { $anchor }.
remedy-stays = Damit ist die Beschränkung sofort ausgesetzt.
remedy-does-not-stay = Damit ist die Beschränkung nicht ausgesetzt.
remedy-decide = Entscheidet niemand innerhalb von { $length-gen }, endet die Beschränkung für immer.
remedy-then = Gegen eine Zurückweisung gibt es: { $next }.
excuse = { $excuse }: ein guter Grund, nicht zu erscheinen.
excuse-with = Verlangt wird dazu: { $what }.
excuse-claim-within = Er ist innerhalb von { $length-gen } anzugeben, gezählt { $anchor }.
excuse-any-time = Er kann jederzeit angegeben werden.
excuse-then-appear = Ist er anerkannt, erscheint die Person innerhalb von { $length-gen }, gezählt { $anchor }.
excuse-closes = Ist er anerkannt, wird die Sache geschlossen.
undecided-suspends = Bis zur Entscheidung ist nichts beschränkt, und die Fristen stehen still.
undecided-nothing = Bis zur Entscheidung ändert sich nichts.
decided-by = Es entscheidet: { $who }.
claim-non-receipt = Die Person kann sagen, dass nichts bei ihr angekommen ist.
claim-appearance = Die Person kann sagen, dass sie erschienen ist.
claim-decide = Urteilt niemand innerhalb von { $length-gen }, enden alle Beschränkungen in der Sache für immer.

## Lesarten und Fassungen
reading = Zu { $dispute } die Lesart { $reading } ({ $status }):
reading-as-it-stands = Der Text gilt, wie er dasteht.
change-stage = Vom Abschnitt „{ $stage }“ geht die Sache in den Abschnitt „{ $to }“ über: { $trigger }.
change-stage-stays = Vom Abschnitt „{ $stage }“ führt nichts weiter.
change-effect = { $measure } wird in diesen Abschnitten beschränkt: { $stages }.
change-effect-never = { $measure } wird nie beschränkt.
change-service = { $channel }: als Zustellung gilt { $grounds }.
change-service-never = { $channel }: nichts gilt als Zustellung.
change-instrument = { $instrument } darf gehen an: { $to }.
version-from = Die Fassung { $version } gilt ab dem { $from }.
version-between = Die Fassung { $version } gilt ab dem { $from } bis zum { $until }.
pending-keep-old = Für früher Versendetes gilt weiter das alte Recht.
pending-switch = Früher Versendetes wechselt Regel für Regel zum neuen Recht.
pending-keep-old-unless-milder = Für früher Versendetes gilt weiter das alte Recht, wenn das neue nicht milder ist.
pending-unsaid = Was mit früher Versendetem geschieht, ist nicht gesagt.
version-rule = Diese Fassung sagt ({ $node }):
version-repeal = Diese Fassung hebt auf: { $node } { $name }.
