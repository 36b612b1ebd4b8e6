### Mitä virkailijat ja hyväksyjät lukevat.

## Tänään, ja mikä odottaa
today-means = Mikä toimistoissasi tarvitsee sinua, kiireellisin ensin. Jokainen rivi avataan syyllä, joka kirjataan.
today-due = Määräaika käsillä
today-stuck = Jumissa
today-waiting = Odottaa päätöstä
today-second = Odottaa toista virkailijaa
today-none = Ei mitään.
today-person = Henkilö
today-what = Mitä
today-by = Mihin mennessä
today-open = Avaa { $person }
docket-warning = Varoitus on lähetettävä: { $warning }
docket-unsent = Mitään ei ole vielä lähetetty
docket-unsent-on = Ei lähtenyt: { $channel }
docket-returned = Palautui: { $channel }
docket-failed = Hälytys epäonnistui: { $channel }
docket-next = Yritetty aikansa: { $tried }. Seuraavaksi: { $next }
docket-over = Kaikki tiet on yritetty, viimeisenä: { $tried }. Henkilö ei ole saanut tietoa.
docket-excuse = Syy olla tulematta: { $excuse }
docket-exception = Pyydetään poikkeusta: { $exception }
docket-objection = Vastustus: { $remedy }
docket-non-receipt = Henkilö sanoo, ettei saanut mitään
docket-appearance = Henkilö sanoo tulleensa paikalle
docket-correction = Pyydetään oikaisua: { $fact }
docket-approval = Hyväksyttävä kutsu, jonka avasi { $by }
docket-review = Katsottava peruminen, jonka teki { $by }
claims-means = Mitä ihmiset ovat toimistoissasi pyytäneet tai sanoneet ja mihin mennessä on vastattava.
claims-none = Mikään ei odota vastausta.

## Yhden henkilön etsiminen
find-logged = Henkilö näkee, että joku toimistostasi katsoi ja miksi. Valvonta näkee, kuka.
find-exact = Täsmällinen tunnus. Nimellä ei voi hakea, eikä luetteloa ole.
find-reason = Miksi avaat nämä tiedot?
find-reason-hint = Muutamalla sanalla, esimerkiksi: vastaus vastustukseen
find-open = Avaa
find-person = Henkilö
find-matters = Asiat
find-no-matter = Tälle henkilölle ei ole annettu mitään.
open = Avaa
open-matter = Avaa asia { $matter }
stage = Vaihe
stage-differs = lain lukutavat eroavat
restricted-now = Rajoitettu nyt
wrong-person = Anna tunnus
wrong-look = Kerro, miksi

## Kuljettajat ja oikaisut
carrier-title = Mitä kuljettaja sanoo kirjeistä
carrier-means = Anna kuljettajan tiedosto. Jokainen rivi katsotaan, ennen kuin yhtään kirjataan.
carrier-file = Tilatiedosto
carrier-file-hint = Tekstiä, yksi kirje riville: merkki, tila, aika, huomautus pilkuin erotettuina. Tilat: dispatched, posted, absent, delivered, refused, returned.
carrier-send = Ota vastaan
carrier-again = Saman tiedoston voi antaa uudelleen: kirjattua ei kirjata kahdesti.
carrier-recorded = { $n ->
    [one] { $n } rivi kirjattiin.
   *[other] { $n } riviä kirjattiin.
 }
carrier-unchanged = Jo kirjattu: { $n }
carrier-rejects = Rivit, joita ei uskota
carrier-line = Rivi
carrier-why = Miksi
carrier-cure = Mikä auttaisi
wrong-file = Valitse tiedosto, jossa on vähintään yksi rivi
requests = Pyydetyt oikaisut
request-answer = Vastaa
request-answer-to = Vastaa pyyntöön { $n }
request-corrected-hint = Kirjaa ensin oikea tieto ja kerro se sitten täällä

## Yksi asia
clocks = Kaksi kelloa
clock-at = Ajankohta
clock-at-hint = Hetki, jonka tilanteesta on kyse
clock-at-slide = Siirrä: ajankohta
clock-known = Tiedossa viimeistään
clock-known-hint = Mitä siihen mennessä oli kirjattu; tyhjä: kaikki
clock-known-slide = Siirrä: tiedossa viimeistään
clock-show = Näytä
matter-of = Asia { $matter }
matter-position = Tilanne
matter-effects = Toimet
matter-court = Selostus tuomioistuimelle: todistelu, viitteet, tapahtumat
eligible = Saa kutsua
eligible-yes = kyllä
eligible-no = ei
eligible-unknown = ei ole osoitettu
duty-open = avoinna:
duty-met = tehty
duty-excused = vapautettu
duty-void = ei mitään tehtävää
next-change = Seuraava muutos, jos mitään ei enää tapahdu
measure = Toimi
answer = Vastaus
since = Alkaen
remedies = Mitä sitä vastaan on avoinna
decided-by = Päättää: { $who }
decide = Kirjaa päätös
decide-how = Mitä päätetään?
decide-why = Miksi
decide-why-hint = Henkilö lukee tämän
decide-yes-excuse = Hyväksy syy
decide-no-excuse = Hylkää syy
decide-yes-exception = Myönnä poikkeus
decide-no-exception = Hylkää poikkeus
decide-yes-objection = Hyväksy vastustus: vaikutus päättyy
decide-no-objection = Hylkää vastustus
decide-yes-non-receipt = Se ei tullut henkilölle
decide-no-non-receipt = Se tuli henkilölle
decide-yes-appearance = Henkilö tuli
decide-no-appearance = Henkilö ei tullut
wrong-answered = Tähän on jo vastattu, tai se on peruttu

## Kirjaaminen
record-happened = Kirjaa, mitä tapahtui
record-happened-title = Kirjaa, mitä tapahtui
record-happened-means = Henkilöä helpottava pätee siitä, kun asia oli niin; rasittava vasta, kun se on kirjattu ja todistettu.
record-kind = Mitä tapahtui?
record-when = Milloin?
record-when-hint = Tyhjä: nyt
record-channel = Mitä tietä?
record-more = Lisää, jos se koskee asiaa
record-to = Kenelle se annettiin
record-by = Kuka sen teki tai päätti
record-outcome = Mitä päätettiin
record-excuse = Mikä syy
record-send = Kirjaa
record-see = Katso asia sellaisena kuin se nyt on
record-corrections = { $n ->
    [one] { $n } viranomaispisteelle kerrotaan, että vastaus oli väärä.
   *[other] { $n } viranomaispisteelle kerrotaan, että vastaus oli väärä.
 }
none-of-these = ei mikään näistä
outcome-imposed = määrätty
outcome-refused = hylätty
outcome-ended = päätetty
outcome-extended = jatkettu
wrong-kind = Valitse, mitä tapahtui
wrong-when = Anna päivä ja kellonaika

## Paikan päällä
hand-title = Luovutus paikan päällä
hand-say = Kerro, kuka olet ja mikä tämä on. Kenenkään ei tarvitse allekirjoittaa. Kappale jää henkilölle.
hand-what = Mitä tapahtui?
hand-delivered = Annoin sen henkilölle
hand-refused = Henkilö ei ottanut sitä
hand-absent = Ketään ei ollut paikalla
hand-place-none = ei missään näistä
hand-place-address = rekisteröidyssä osoitteessa
hand-place-work = työpaikalla
hand-to-hint = Vain, jos se ei ollut henkilö itse
hand-refuse = Ketään ei saa tämän vuoksi etsiä, seurata tai pidättää.

## Kutsut
campaign = Kutsu
campaigns-none = Kutsuja ei ole.
campaign-new = Avaa kutsu
campaign-open = Avaa
campaign-order = Määräys
campaign-order-hint = Teksti, johon se perustuu: kuka määräsi, mitä ja milloin
campaign-id = Nimi
campaign-id-hint = Pieniä kirjaimia, numeroita ja yhdysmerkkejä, esimerkiksi spring-call-up
campaign-from = Alkaen
campaign-until = Viimeinen päivä
campaign-window = Kestää
campaign-appear = Saapuminen
campaign-days = Päiviä antamisesta saapumiseen
campaign-time = Mihin aikaan
campaign-place-hint = Toimiston kohdalle tekstissä kirjoita {"{"}office{"}"}
campaign-steps = Vaiheet
campaign-judged = Miten ihmiset arvioitiin
campaign-issued = Mitä annettiin
campaign-commitment = Luettelon sitominen
campaign-commitment-means = Kuka tahansa, jolla on julkaistu luettelo, voi tarkistaa, että se oli sidottu ennen arvontaa.
appear-after = { $days } päivää antamisesta, kello { $time }
from-until = { $from } – { $until }
instrument = Asiakirja
quota = Määrä toimistoittain
quota-hint = Yksi toimisto riville: toimisto = määrä
phase = Vaihe
phase-open = avattu
phase-listed = arvioitu
phase-committed = luettelo sidottu
phase-drawn = arvottu
phase-approved = hyväksytty
phase-issuing = annetaan
phase-issued = annettu
phase-withdrawn = peruttu
issued-count = Annettu
opened-by = Avasi
approved-by = Hyväksyi
withdrawn-by = Perui
step-done = tehty
step-candidates = Arvioi kaikki
step-commit = Sido luettelo
step-draw = Arvo
step-approve = Toisen virkailijan hyväksyntä
step-issue = Anna ilmoitukset
step-means-candidates = Jokainen rekisterissä arvioidaan tuoreista tiedoista: kelpaa, ei kelpaa perusteineen, tai jätetään odottamaan, koska sitä ei voida sanoa.
step-means-commit = Luettelo sidotaan pääkirjaan ilman nimiä. Sitä ei sen jälkeen voi muuttaa.
step-means-draw = Arvat järjestetään satunnaisuudella, jota kukaan ei voinut ennakoida. Kuka tahansa voi laskea sen uudelleen.
step-means-approve = Joku muu kuin avaaja katsoo määräyksen, luettelon ja arvonnan.
step-means-issue = Jokainen arvioidaan vielä kerran, ja ilmoitus annetaan vain sille, joka yhä kelpaa.
step-elsewhere = Toinen virkailija hyväksyy sen kohdassa Hyväksynnät.
step-officer = Tämän tekee sen toimistojen virkailija.
step-draw-live = Oikeassa rekisterissä arvonta käyttää julkista majakkaa ja tarkkailijoita: katso writ campaign draw.
draw-seed = Siemen
draw-seed-hint = Hiekkalaatikossa mikä tahansa teksti kelpaa; oikea arvonta käyttää julkista majakkaa
count-judged = arvioitu
count-eligible = kelpaa
count-ineligible = ei kelpaa
count-held = odottaa virkailijaa
count-drawn = Arvottu
count-issued = annettu
count-posted = viety heti tileille
count-paper = annettu kuljettajalle
count-turned-away = karsittu, ei enää kelpaa
grounds-ineligible = Ei kelpaa, perusteittain
grounds-held = Odottaa, sen mukaan mitä ei tiedetä
grounds-turned-away = Karsittu annettaessa, perusteittain
grounds-refused = Hylätyt yritykset, perusteittain
why-not-excludes = sulkee pois
why-not-missing = puuttuu
why-not-stale = vanhentunut
why-not-conflict = lähteet ristiriidassa
why-not-other-source = toisesta lähteestä
why-not-unproved = ei vielä todistettu
why-not-readings = lukutavat eroavat
ground-is-died = Kuollut
ground-is-found-ineligible = Todettu, ettei henkilöä saa kutsua
grounds-several = Sama henkilö voi olla laskettu usealla perusteella.
ground = Peruste
how-many = Kuinka monta
withdraw = Peru kutsu
withdraw-means = Se päättää sen ilmoitusten kaikki velvollisuudet ja rajoitukset heti, kaikilta. Sitä ei voi ottaa takaisin, ja toinen virkailija katsoo sen.
withdraw-do = Peru kaikilta
wrong-id = Anna sille nimi
wrong-order = Anna määräys
wrong-quotas = Anna vähintään yksi toimisto ja määrä, esimerkiksi A = 20
wrong-number = Anna kokonaisluku
wrong-clock-time = Anna kellonaika, esimerkiksi 09:00

## Hyväksynnät
approvals-why = Kutsu ei sido ketään, ennen kuin toinen virkailija on katsonut sen. Peruminen pätee heti, ja se katsotaan jälkeenpäin.
approvals-campaigns = Hyväksyttävät kutsut
approvals-withdrawals = Katsottavat perumiset
approvals-none = Mikään ei odota.
approvals-check = Katso: salliiko määräys sen, pysyykö määrä siinä, näyttävätkö hylkäysperusteet oikeilta, laskettiinko arvonta siitä, mikä oli ennalta sidottu.
approvals-review = Katso: kestääkö syy, ja pitääkö jollekin kertoa lisää.
approvals-own = Tämä on oma tekosi: jonkun muun on katsottava se.
approve = Hyväksy
approve-of = Hyväksy { $campaign }
review = Olen katsonut sen
review-of = Katso perumista { $campaign }
wrong-delegate = Anna edustajan tunnus
