### Das Schriftstück, das jemand erhält: eine Ladung, eine Anordnung, ein Fragebogen oder eine Probe.

## Oben und unten auf jeder Seite
notice-banner-test = DAS IST EINE PROBE. Sie ordnet nichts an. Sie müssen nichts tun, und nichts folgt daraus.
notice-banner-over = Diese Sache wurde am { $at } geschlossen: { $event-done }. Aus ihr folgt nichts mehr.

## Titel
notice-title = { $instrument }
notice-title-day = { $instrument }: { $duty } am { $date }
notice-title-test = PROBE, ordnet nichts an: { $instrument }

## Überschriften
about-notice-glance = Auf einen Blick
about-notice-drill = Was das ist
about-notice-do = Was Sie tun müssen
about-notice-why = Warum Sie
about-notice-served = Wann Sie als benachrichtigt gelten
about-notice-follows = Was wann folgt
about-notice-ends = Was es beendet
about-notice-can = Was Sie bis wann tun können
about-notice-date = Der Termin wurde geändert
about-notice-route = Ohne Konto
about-notice-check = Wie sich dieses Schreiben prüfen lässt
about-notice-issuer = Wer es ausgestellt hat

## Auf einen Blick
notice-for = Für
notice-must = Was Sie tun müssen
notice-must-nothing = Nichts. Das ist eine Probe.
notice-when = Wann
notice-where = Wo
notice-law = Nach welchem Gesetz
notice-law-named = { $title } ({ $regime }, Fassung { $version })
notice-order = Auf welche Anordnung
notice-campaign = In welcher Aktion
notice-office = Stelle
notice-matter = Nummer der Sache
notice-issued = Ausgestellt

## Eine Probe
notice-drill-what = Die Behörde prüft, ob ihre Schreiben ankommen. Dazu hat sie Ihnen ein Probeschreiben geschickt. Es ist keine Ladung und keine Anordnung und kann auch nie eine werden.
notice-drill-nothing = Sie müssen nirgendwo hinkommen, nichts beantworten und keinen Termin einhalten. Niemand darf deswegen bestraft oder beschränkt werden, ob er es liest oder nicht.
notice-drill-why = Ein echtes Schreiben nennt eine Pflicht, einen Ort, einen Termin, was folgt und was Sie dagegen tun können. Dieses nennt nichts davon, weil es nichts davon gibt.

## Was zu tun ist
notice-do-nothing = Dieses Schreiben verlangt nichts von Ihnen.
notice-do-day = { $duty }: { $at }.
notice-do-by = { $duty }: { $anchor-by }.
notice-do-within = { $duty }: innerhalb von { $term-gen }, gezählt { $anchor }.
notice-do-within-by = { $duty }: innerhalb von { $term-gen }, gezählt { $anchor }. So wie unten gerechnet spätestens am { $due }.
notice-do-served = Das müssen Sie erst, wenn Sie als benachrichtigt gelten. Wann das ist, steht weiter unten.
notice-do-zone = Alle Zeiten sind solche von { $zone }.

## Warum diese Person
notice-why-category = Nach dem, was eingetragen ist, gehören Sie zu: { $categories }. Nur wer nachweislich dazugehört, darf dieses Schreiben erhalten.
notice-why-facts = Was über Sie eingetragen ist und worauf das beruht:
notice-why-wrong = Ist etwas davon falsch, sagen Sie es. Wer nicht geladen werden darf, ist an nichts gebunden.

## Ab wann es zählt
notice-served-when = Als benachrichtigt gelten Sie nur auf diesen Wegen:

## Was folgt
notice-follows-now = Diese Tage sind nach dem Gesetz gerechnet, für den Fall, dass nichts weiter geschieht:
notice-follows-assumed = Diese Tage sind nach dem Gesetz gerechnet, für den Fall, dass Sie wie folgt benachrichtigt werden und danach nichts tun: { $events } ({ $at }). Werden Sie später benachrichtigt, verschiebt sich jeder Tag, der von da an zählt.
notice-follows-event = { $event }, { $channel }
notice-follows-nothing = Von selbst folgt nichts.
notice-moment-day = { $duty }.
notice-moment-day-place = { $duty }. Ort: { $place }.
notice-moment-served = Sie gelten als benachrichtigt, { $channel-by }.
notice-moment-reading = Nach einer Lesart des Gesetzes kommt Ihre Sache in den Abschnitt „{ $stage }“. Die Lesarten gehen auseinander.
notice-moment-restricted = Von da an ohne Weiteres beschränkt: { $measures }.
notice-moment-unclear = Ob das beschränkt ist, lässt sich nicht sagen, weil die Lesarten des Gesetzes auseinandergehen. Darum ist es nicht beschränkt: { $measures }.
notice-moment-lifted = Nicht mehr beschränkt: { $measures }.
notice-moment-decide = { $who } darf von da an für Sie allein entscheiden, dies zu beschränken: { $measures }. Von selbst folgt es nicht.
notice-moment-warned = Vorher müssen Sie gewarnt werden. Von der Warnung an haben Sie { $length } Zeit, der Pflicht nachzukommen.
notice-moment-sanction = Diese Sanktion darf von da an verhängt werden: { $sanction }. Sie tritt nicht von selbst ein.
notice-moment-remedy-over = Von da an ist es dafür zu spät: { $remedy } (gegen: { $measure }).
notice-moment-stale = Was über Sie eingetragen ist, ist nun zu alt, um sich darauf zu verlassen. Wird es nicht neu bestätigt, darf nichts beschränkt werden.

## Was es beendet
notice-ends-at-once = Alles, was aus diesem Schreiben folgt, endet sofort mit einem von diesen:
notice-ends-longest = Nichts dauert länger als so:

## Was sich tun lässt
notice-can-last = Geschieht alles wie oben gerechnet, ist das möglich bis { $until }.
notice-can-offer = { $n ->
    [one] Sie dürfen darum einmal bitten: { $excuse }.
   *[other] Sie dürfen darum bis zu { $n } Mal bitten: { $excuse }.
 }
notice-can-correct = Sie können jederzeit verlangen, dass berichtigt wird, was über Sie eingetragen ist.
notice-can-delegate = Jemand, den Sie benennen, kann das alles für Sie tun.
notice-can-where = Das geht in Ihrem Konto oder ohne Konto, wie es weiter unten steht. Für alles, was Sie einreichen, bekommen Sie eine Quittung. Heben Sie sie auf.

## Ohne Konto
notice-route = Sie brauchen kein Konto. Alles hier können Sie auch auf diesen Wegen tun und erfragen:
notice-route-post = Mit der Post
notice-route-person = Persönlich
notice-route-phone = Am Telefon
notice-route-mail = Per Mail
notice-route-place = Persönlich, hier: { $place }
notice-route-say = Nennen Sie bitte die Nummer der Sache: { $matter }.
notice-route-portal = Mit einem Konto finden Sie dieses Schreiben und alles, was dazugehört, hier: { $portal }
notice-another-date = Zu dem Termin in diesem Schreiben müssen Sie nicht mehr kommen. Jetzt gilt: { $at }.

## Wie es sich prüfen lässt
notice-check-waiting = Dieses Schreiben wartet auf seinen Platz im Hauptbuch { $ledger }. Holen Sie es in einigen Minuten noch einmal: dann kommt es mit einem Nachweis.
notice-check-place = Dieses Schreiben steht im Hauptbuch { $ledger }, am Platz { $place }. Kein Zeuge hat dafür unterschrieben.
notice-check-witnessed = Dieses Schreiben steht im Hauptbuch { $ledger }, am Platz { $place }. Unabhängige Zeugen hatten dafür unterschrieben am { $at }.
notice-check-how = Der Nachweis liegt dem PDF dieses Schreibens bei. Jeder kann ihn auf dem eigenen Rechner prüfen, ohne die Behörde und ohne Netz:
notice-check-policy = Dafür brauchen Sie die Regel des Hauptbuchs, eine kurze Datei, die seine Zeugen nennt. Nehmen Sie sie von jemandem, dem Sie vertrauen, und nicht von dem, der Ihnen dieses Schreiben gab.
notice-check-policy-at = Dafür brauchen Sie die Regel des Hauptbuchs, eine kurze Datei, die seine Zeugen nennt. Vergleichen Sie sie möglichst mit der von jemandem, dem Sie vertrauen. Sie ist hier veröffentlicht: { $address }
notice-check-text = Die Prüfung zeigt den Text dieses Schreibens, wie es ausgestellt wurde, und zwischen welchen zwei Zeiten das eingetragen wurde. Sie steht für diesen Text ein und nicht für das Bild der Seite.
notice-check-record = Die Prüfung zeigt, was für Sie ausgestellt wurde, nach welchem Gesetz und zwischen welchen zwei Zeiten das eingetragen wurde. Dafür steht sie ein und nicht für die Worte oder das Bild dieser Seite.
notice-check-not = Sie zeigt nicht, dass das Gesetz richtig ist oder dass man Sie zu Recht gerufen hat. Dafür gibt es die Rechtsbehelfe weiter oben.
notice-attached-proof = Nachweis, dass und wann dieses Schreiben ausgestellt wurde
notice-attached-text = Der Text dieses Schreibens, für den der Nachweis einsteht

## Wer es ausgestellt hat
notice-issuer-authority = Behörde
notice-issuer-office = Stelle

## Um den Text herum
notice-page = Seite { $page } von { $pages }
notice-summary = { $instrument }: { $duty }
notice-summary-sandbox = ÜBUNG, keine rechtliche Wirkung: { $summary }
