### Paketin laki: lauseet jokaiselle säännölle, yksi kaikesta, mitä sääntö voi sanoa.

## Otsikot
about-law = Mikä laki tämä on
about-force = Milloin se on voimassa
about-whom = Kenet saa kutsua
about-known = Mitä henkilöstä tiedetään
about-issued = Mitä annetaan
about-chosen = Miten henkilöt valitaan
about-sent = Miten se lähetetään
about-served = Milloin se katsotaan annetuksi tiedoksi
about-must = Mitä henkilön on tehtävä
about-excused = Mikä on hyväksyttävä este
about-claims = Mitä henkilö voi ilmoittaa ja viranomaisen on ratkaistava
about-follows = Mitä tapahtuu vaihe vaiheelta
about-next = Mitä voidaan antaa seuraavaksi
about-counted = Miten päivät lasketaan
about-warned = Ketä varoitetaan
about-restricted = Mitä rajoitetaan
about-excepted = Kiireelliset poikkeukset
about-longest = Kuinka kauan enintään
about-remedies = Mitä sitä vastaan voi tehdä
about-sanctions = Mikä seuraamus voidaan määrätä
about-judged = Mitä on arvioitava juuri tämän henkilön osalta
about-disputed = Missä tekstin voi ymmärtää monella tavalla
about-left-out = Mitä jää pois
about-cited = Mihin viitataan

## Laki itse
law-head = Laki { $regime }, versio { $version } ({ $digest }…). Tällä esityksellä ei ole oikeusvaikutusta.
law-title = { $title }
law-domain-military = Se koskee asepalvelusta.
law-domain-jury = Se koskee valamiehenä toimimista.
law-domain-court = Se koskee oikeudenkäyntejä.
law-domain-medical = Se koskee lääkärilautakuntia.
law-domain-tax = Se koskee verokuulemisia.
law-domain-other = Se koskee muunlaisia kutsuja.
law-status-reported = Se on kerrottu niin kuin lähde sen kertoo; se ei ole lain teksti.
law-status-illustrative = Se on esimerkki; se ei ole minkään maan laki.
law-status-adopted = Se noudattaa hyväksyttyä tekstiä: { $text } (SHA-256 { $hash }).
law-zone = Päivät lasketaan ajassa { $zone }.
source = { $name } on lähde: { $kind }.
source-file = Sen tiedosto on { $file }.
source-says = Siinä sanotaan: { $text }
assumption = { $name } on oletus, sillä mikään lähde ei sano sitä: { $text }
assumption-affects = Se koskee: { $what }.
unmodelled = Pois jää { $name }: { $reason }
unmodelled-affects = Se koskee: { $whom }.

## Päivät
calendar = Kalenteri { $name } kertoo työpäivät ajalta { $from } – { $until }; sen ulkopuolelta ei voida sanoa mitään.
calendar-weekend = Joka viikko vapaata: { $days }.
calendar-no-weekend = Kaikki viikonpäivät ovat työpäiviä.
calendar-off = { $n ->
    [one] Lisäksi vapaata on { $n } päivä tai jakso: { $days }.
   *[other] Lisäksi vapaata on { $n } päivää tai jaksoa: { $days }.
 }
calendar-off-many = { $n ->
    [one] Lisäksi vapaata on { $n } päivä tai jakso.
   *[other] Lisäksi vapaata on { $n } päivää tai jaksoa.
 }
calendar-worked = Työpäiviä viikonlopusta huolimatta: { $days }.
period = Määräajan { $name } pituus on { $length }.
period-next-day = Tapahtuman päivää ei lasketa; laskeminen alkaa seuraavasta päivästä.
period-same-day = Tapahtuman päivä on ensimmäinen laskettava päivä.
period-clear = Nämä päivät jäävät kokonaan väliin: ensimmäistä ja viimeistä päivää ei lasketa.
period-short = Jos määräaika on enintään { $length }, lasketaan vain työpäivät.
period-roll-none = Viimeinen päivä, joka ei ole työpäivä, ei siirry.
period-roll-next = Viimeinen päivä, joka ei ole työpäivä, siirtyy seuraavaan työpäivään.
period-roll-previous = Viimeinen päivä, joka ei ole työpäivä, siirtyy edelliseen työpäivään.
period-month-clamp = Jos kuukaudessa ei ole sellaista päivää, määräaika päättyy kuukauden viimeisenä päivänä.
period-month-error = Jos kuukaudessa ei ole sellaista päivää, määräaikaa ei voi laskea.
period-min-work-days = { $n ->
    [one] Siinä on vähintään { $n } työpäivä.
   *[other] Siinä on vähintään { $n } työpäivää.
 }
period-cutoff = Kello { $time } tai myöhemmin tapahtunut luetaan seuraavaan päivään.
period-calendar = Työpäivät ovat kalenterin { $name } mukaiset.

## Tiedot ja ehdot
fact-rule = { $fact }: tiedon antaa { $source }; merkintään voi luottaa { $length-gen } ajan sen tekemisestä.
fact-date = Se on päivämäärä.
fact-choice = Se on jokin näistä: { $values }.
fact-periods = Se on luettelo ajanjaksoista; tyhjä luettelo tarkoittaa, ettei niitä ole.
fact-text = Se on teksti.
test-value = { $fact }: { $value }
test-not-value = { $fact }: tiedossa, eikä se ole ”{ $value }”
test-age-between = { $fact }: ikä vähintään { $from } ja alle { $below } vuotta
test-age-from = { $fact }: ikä vähintään { $from } vuotta
test-age-below = { $fact }: ikä alle { $below } vuotta
test-age-any = { $fact }: mikä tahansa ikä
test-holds = { $fact }: on voimassa nyt
test-holds-not = { $fact }: ei ole voimassa nyt
condition-all = kaikki nämä: ({ $parts })
condition-any = ainakin yksi näistä: ({ $parts })
condition-not = näin ei ole: ({ $part })
category = { $category }: henkilöt, joista on näytetty: { $when }.

## Asiakirjat
instrument-summons = { $instrument }: kutsu. Sen saa lähettää näille: { $to }.
instrument-order = { $instrument }: määräys. Sen saa lähettää näille: { $to }.
instrument-questionnaire = { $instrument }: kysely. Sen saa lähettää näille: { $to }.
instrument-test = { $instrument }: harjoitus. Sen saa lähettää näille: { $to }. Sillä ei ole oikeusvaikutusta, eikä siitä seuraa mitään.
instrument-lead-between = Saapumiseen on vähintään { $min } ja enintään { $max }, laskettuna { $anchor }.
instrument-lead-min = Saapumiseen on vähintään { $min }, laskettuna { $anchor }.
instrument-lead-max = Saapumiseen on enintään { $max }, laskettuna { $anchor }.
instrument-names = Siinä on mainittava: { $what }.
instrument-windows = Sen saa lähettää vain tähän aikaan vuodesta: { $windows }.
instrument-first-contact = Ensin kappale on vietävä tänne: { $channels }. Sitä ennen mikään muu kanava ei anna tiedoksi.
instrument-offer = { $n ->
    [one] Henkilö saa pyytää tätä { $n } kerran: { $excuse }.
   *[other] Henkilö saa pyytää tätä enintään { $n } kertaa: { $excuse }.
 }
selection-draw = { $instrument }: julkinen arvonta ratkaisee, ketkä kutsutaan.
selection-all = { $instrument }: kaikki, jotka saa kutsua, kutsutaan.
selection-named = { $instrument }: henkilöt kutsutaan nimeltä, ilmoitetusta syystä.
selection-criteria = { $instrument }: julkaistut perusteet ratkaisevat, ketkä kutsutaan.
selection-states = Ilmoitettu: { $text }
selection-volunteers = Vapaaehtoiset tulevat ensin.
selection-quota = Määrän asettaa { $from }.
selection-reserve = Lisäksi valitaan varalle { $n } prosenttia tästä määrästä.
channel-serves = { $channel }: tässä kanavassa kappale voidaan antaa tiedoksi.
channel-courtesy = { $channel }: pelkkä kohteliaisuus; sillä ei anneta tiedoksi.
channel-needs = Siihen on näytettävä: { $needs }.
channel-regions = Se on käytössä täällä: { $regions }.
channel-giver = Luovuttaja: { $who }.
channel-taker = Vastaanottaja: { $who }.
channel-place = Luovutuspaikka: { $places }.
region-always = { $name }
region-from = { $name } alkaen { $from }
region-until = { $name } ennen { $until }
region-between = { $name } alkaen { $from }, ennen { $until }
ladder = { $instrument } lähetetään tässä järjestyksessä: { $rungs }.
rung = { $channel } { $length-gen } ajan
rung-last = { $channel }
window = { $window }: joka vuosi { $from } – { $last }.
public-event = Julkinen tapahtuma, kerran kaikille: { $name }. Se luetaan siitä, kun se on kuulutettu.
judgement = Juuri tämän henkilön osalta arvioidaan: { $name }. Arvioija: { $who }.

## Tiedoksianto
service = { $channel }: tiedoksiantona pidetään tätä: { $grounds }.
service-never = { $channel }: tässä kanavassa mitään ei pidetä tiedoksiantona.
ground = { $event }
ground-with = { $event } ({ $terms })
ground-mark = jakelijan merkinnällä { $mark }
ground-attempt = yritys nro { $n } tai myöhempi
ground-after = kun on kulunut { $term }
ground-on-day = viimeisenä päivänä, kun määräaika on { $term }; se on tiedoksiantopäivä
ground-since = vasta tämän julkisen tapahtuman jälkeen: { $name }
ground-until = vain ennen tätä julkista tapahtumaa: { $name }
need-judged = On täytynyt arvioida, että näin on: { $name }.
need-alerts = { $n ->
    [one] Vähintään { $n } ilmoitus on täytynyt lähettää onnistuneesti.
   *[other] Vähintään { $n } ilmoitusta on täytynyt lähettää onnistuneesti.
 }
need-alerts-apart = Ilmoitusten välissä on vähintään { $length }.
need-alerts-within = Ensimmäinen ilmoitus lähetetään { $length-gen } kuluessa kappaleen viemisestä.
need-attempts = { $n ->
    [one] Vähintään { $n } yritys on täytynyt tehdä.
   *[other] Vähintään { $n } yritystä on täytynyt tehdä.
 }
need-attempts-apart = Yritysten välissä on vähintään { $length }.
need-tried = Sitä ennen kappale on täytynyt viedä tänne: { $channel }.
service-sender = Lähettäjälle ratkaisee toinen tapahtuma: { $event }.
tolled = Määräajat eivät kulu { $when }.
tolling-outage = häiriön aikana
tolling-absence = henkilön poissa ollessa
rebuttal-never = Jos näytetään, että { $reason }, tiedoksiantoa ei ole tapahtunut.
rebuttal-that-day = Jos näytetään, että { $reason }, tiedoksianto tapahtui näytettynä päivänä.
rebuttal-next-day = Jos näytetään, että { $reason }, tiedoksianto tapahtui seuraavan päivän lopussa.
rebuttal-within = Sen päivän on oltava { $term-gen } kuluessa tapahtumasta; muuten tiedoksiantoa ei ole tapahtunut.

## Asian kulku
lifecycle-first = { $instrument }: asia alkaa vaiheesta ”{ $stage }”.
stage-moves = Vaiheesta ”{ $stage }” siirrytään vaiheeseen ”{ $to }”: { $trigger }.
stage-stays = Vaiheessa ”{ $stage }” asia pysyy, kunnes jokin päättää sen.
trigger-served = kun asia annetaan tiedoksi
trigger-on = kun tämä tapahtuu: { $event }
trigger-after = kun on kulunut { $term }, laskettuna { $anchor }
trigger-after-unsaid = kun on kulunut { $term }
trigger-missed = kun tämän velvollisuuden viimeinen päivä on mennyt eikä sitä ole täytetty: { $duty }
lifecycle-ends = Joka vaiheessa asian päättää jokin näistä: { $events }.
voids-from-start = Jos kutsu on peruutettu, oikaisuvaatimus hyväksytty tai henkilöä ei olisi saanut kutsua, sillä ei ole koskaan ollut oikeusvaikutusta.
voids-from-now = Jos kutsu on peruutettu, oikaisuvaatimus hyväksytty tai henkilöä ei olisi saanut kutsua, sillä ei ole siitä lähtien oikeusvaikutusta.
duty = Velvollisuus: { $duty }.
duty-of = Se seuraa vain tästä: { $instruments }.
duty-from = Se alkaa { $anchor }.
duty-upon = Se koskee: { $who }.
duty-by = Se on täytettävä { $anchor-by }.
duty-within = Se on täytettävä { $term-gen } kuluessa alkamisestaan.
duty-late = Jos tiedoksianto tapahtuu kutsun ajankohdan jälkeen, aikaa on { $term } tiedoksiannosta.
duty-nothing-late = Jos tiedoksianto tapahtuu kutsun ajankohdan jälkeen, noudatettavaa ei ole.
duty-met = Sen täyttää: { $events }.
follow = Vaiheen ”{ $stage }” alettua voidaan antaa: { $instrument }.
follow-within = Se on mahdollista { $length-gen } kuluessa.

## Rajoitukset
effect = Rajoitetaan: { $measure }. Tämä on voimassa näissä vaiheissa: { $stages }.
effect-never = Ei rajoiteta: { $measure }.
effect-asks = Sitä saa kysyä vain { $who } ja vain tähän tarkoitukseen: { $purpose }.
effect-when = Se on voimassa vain, jos on näytetty: { $when }.
effect-automatic = Se seuraa itsestään; kukaan ei päätä.
effect-officer = Se on voimassa vain, jos virkahenkilö on päättänyt siitä juuri tämän henkilön osalta.
effect-court = Se on voimassa vain, jos tuomioistuin on päättänyt siitä juuri tämän henkilön osalta.
effect-decide-within = Päätös on tehtävä { $term-gen } kuluessa, laskettuna { $anchor }.
effect-answer = Sitä koskevaan vastaukseen voi luottaa { $length-gen } ajan.
warning = { $warning }: vaiheen ”{ $stage }” alettua henkilöä varoitetaan, ennen kuin mitään rajoitetaan.
warning-within = Viranomainen varoittaa { $length-gen } kuluessa.
warning-by = Varoitus annetaan { $channels }.
warning-then = Sen jälkeen henkilöllä on { $length } aikaa täyttää velvollisuutensa.
limit = { $measure }: rajoitettu enintään { $length-gen } ajan.
limit-unless = Sitä pidentää vain: { $event }.
limit-in-all = Kaikissa asioissa yhteensä se on voimassa enintään { $most-gen } ajan minkä tahansa { $within-gen } aikana.
exception = { $exception }: henkilö voi pyytää, ettei tämä koske häntä jonkin aikaa: { $measures }.
exception-grants = Jos kukaan ei päätä { $length-gen } kuluessa, pyyntö on hyväksytty.
exception-refuses = Jos kukaan ei päätä { $length-gen } kuluessa, pyyntö on hylätty.
exception-lasts = Hyväksyttynä sen kesto on { $term }.
sanction = { $sanction }: voidaan määrätä näissä vaiheissa: { $stages }.
sanction-automatic = Se seuraa itsestään.
sanction-officer = Päättäjä on virkahenkilö.
sanction-court = Päättäjä on tuomioistuin.
sanction-count = { $n ->
    [one] Tarvitaan { $n } laiminlyönti { $length-gen } aikana, tämä mukaan luettuna; aiemmat tästä tiedosta: { $fact }.
   *[other] Tarvitaan { $n } laiminlyöntiä { $length-gen } aikana, tämä mukaan luettuna; aiemmat tästä tiedosta: { $fact }.
 }

## Mitä henkilö voi tehdä
remedy = { $remedy }: käytettävissä rajoituksia ({ $measures }) vastaan { $length-gen } kuluessa, laskettuna { $anchor }.
remedy-stays = Se keskeyttää rajoituksen heti.
remedy-does-not-stay = Se ei keskeytä rajoitusta.
remedy-decide = Jos kukaan ei päätä { $length-gen } kuluessa, rajoitus päättyy lopullisesti.
remedy-then = Hylkäämisen jälkeen on vielä: { $next }.
excuse = { $excuse }: hyväksyttävä este saapumiselle.
excuse-with = Sen tueksi pyydetään: { $what }.
excuse-claim-within = Se on ilmoitettava { $length-gen } kuluessa, laskettuna { $anchor }.
excuse-any-time = Sen voi ilmoittaa milloin tahansa.
excuse-then-appear = Kun este on hyväksytty, henkilö saapuu { $length-gen } kuluessa, laskettuna { $anchor }.
excuse-closes = Kun este on hyväksytty, asia päätetään.
undecided-suspends = Ennen ratkaisua mitään ei rajoiteta eivätkä määräajat kulu.
undecided-nothing = Ennen ratkaisua mikään ei muutu.
decided-by = Päättäjä: { $who }.
claim-non-receipt = Henkilö voi ilmoittaa, ettei ole saanut mitään.
claim-appearance = Henkilö voi ilmoittaa, että on saapunut.
claim-decide = Jos kukaan ei ratkaise sitä { $length-gen } kuluessa, kaikki asian rajoitukset päättyvät lopullisesti.

## Tulkinnat ja versiot
reading = Kysymyksestä { $dispute } tulkinta { $reading } ({ $status }):
reading-as-it-stands = Teksti ymmärretään sellaisenaan.
change-stage = Vaiheesta ”{ $stage }” siirrytään vaiheeseen ”{ $to }”: { $trigger }.
change-stage-stays = Vaiheesta ”{ $stage }” mikään ei johda eteenpäin.
change-effect = { $measure }: rajoitetaan näissä vaiheissa: { $stages }.
change-effect-never = { $measure }: ei rajoiteta koskaan.
change-service = { $channel }: tiedoksiantona pidetään tätä: { $grounds }.
change-service-never = { $channel }: mitään ei pidetä tiedoksiantona.
change-instrument = { $instrument }: saa lähettää näille: { $to }.
version-from = Versio { $version } on voimassa alkaen { $from }.
version-between = Versio { $version } on voimassa alkaen { $from } ja päättyy { $until }.
pending-keep-old = Aiemmin lähetettyihin sovelletaan yhä vanhaa lakia.
pending-switch = Aiemmin lähetetyt siirtyvät uuteen lakiin sääntö säännöltä.
pending-keep-old-unless-milder = Aiemmin lähetettyihin sovelletaan yhä vanhaa lakia, ellei uusi ole lievempi.
pending-unsaid = Siinä ei sanota, mitä aiemmin lähetetyille tapahtuu.
version-rule = Tämä versio sanoo ({ $node }):
version-repeal = Tämä versio kumoaa: { $node } { $name }.
