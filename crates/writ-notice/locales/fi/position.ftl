### Mitä laki sanoo yhdestä asiasta: henkilölle itselleen ja tuomioistuimelle.

## Oikeusvaikutus ja aika
force-none = Tämä on laskelma. Sillä ei ole oikeusvaikutusta.
force-sandbox = HARJOITUSREKISTERI: tällä ei ole oikeusvaikutusta. Kenenkään ei tarvitse tehdä mitään tämän vuoksi.
force-live = Näin laki sanoo asiastasi.
force-test = Tämä on harjoitus. Sillä ei ole oikeusvaikutusta, sinun ei tarvitse tehdä mitään, eikä siitä seuraa mitään.
as-of = Tilanne { $at }.
as-of-known = Tilanne { $at } sen mukaan, mitä oli merkitty viimeistään { $known }.
by-law = Lain { $regime } mukaan, versio { $version }.

## Henkilölle: otsikot
you-must = Mitä sinun on tehtävä
you-restricted = Mitä on rajoitettu
you-unclear = Mitä ei voida sanoa varmasti
you-can = Mitä voit tehdä
you-served = Miten asia annettiin sinulle tiedoksi
you-next = Mitä seuraavaksi
you-closed-heading = Missä vaiheessa asiasi on

## Henkilölle: mitä on tehtävä
must-nothing = Sinun ei tarvitse nyt tehdä mitään.
must-duty = { $duty }: viimeistään { $due }.
must-duty-open = { $duty }: päivää ei ole vielä määrätty.
must-duty-late = { $duty }: aika siihen päättyi { $due }. Voit yhä tehdä sen.
must-duty-ends = Se päättää rajoitukset heti.
must-duty-ends-some = Se päättää heti nämä rajoitukset: { $measures }. Tämä laki ei sano, että se päättäisi muut.
must-duty-ends-not = Tee se silti; tämä laki ei sano, että se päättäisi rajoitukset.
must-duty-met = { $duty }: tehty. Kiitos.
must-duty-excused = { $duty }: sinulla on tähän hyväksytty este.
must-duty-void = { $duty }: sinun ei enää tarvitse tehdä tätä.
must-place = Paikka: { $place }.
must-day = Kutsussa ilmoitettu ajankohta: { $at }.

## Henkilölle: rajoitukset
restricted-nothing = Mitään ei ole rajoitettu.
restricted-measure = Rajoitettu: { $measure }.
restricted-law = Perusteena on lain versio { $version }.
restricted-since = Se on ollut voimassa alkaen { $at }.
restricted-until = Se päättyy { $at }, jos mitään muuta ei tapahdu.
restricted-no-end = Sillä ei ole määrättyä viimeistä päivää. Se kestää, kunnes jokin alla mainittu päättää sen.
restricted-why = Perusteet:
restricted-ends = Sen päättää heti jokin näistä: { $events }.
restricted-held = Mikä nyt estää rajoitukset:
restricted-not = Ei rajoitettu: { $measures }.
unclear-measure = Ei voida sanoa, onko tätä rajoitettu: { $measure }. Epäselvää ei käytetä sinua vastaan: sitä ei ole rajoitettu.
unclear-readings = Lain tekstin voi ymmärtää monella tavalla, ja tulkinnat poikkeavat toisistaan:
unclear-reading = luettuna ”{ $reading }”: { $answer }
unclear-reading-count = { $n ->
    [one] { $n } tulkinnassa: { $answer }
   *[other] { $n } tulkinnassa: { $answer }
 }
answer-yes = rajoitettu
answer-no = ei rajoitettu
answer-unknown = ei voida sanoa
eligible-no = Merkintöjen mukaan sinua ei saa kutsua. Mitään ei saa rajoittaa.
eligible-unknown = Ei ole näytetty, että sinut saa kutsua. Niin kauan mitään ei saa rajoittaa.
missing-fact = Merkintä puuttuu: { $fact }. Jos voit näyttää sen, kerro viranomaiselle.

## Henkilölle: mitä voi tehdä
can-remedy = { $remedy } tätä rajoitusta vastaan: { $measure }. Aikaa on { $until } asti.
can-remedy-open = { $remedy } tätä rajoitusta vastaan: { $measure }. Se on mahdollinen; viimeinen päivä ei vielä kulu.
can-remedy-stays = Heti kun teet sen, rajoitus keskeytyy ratkaisuun asti.
can-excuse = Jos sinulla on hyväksyttävä este ({ $excuse }), ilmoita siitä.
can-excuse-until = Voit ilmoittaa sen vielä tänä päivänä: { $date }.
can-excuse-within = Voit ilmoittaa sen { $length-gen } kuluessa, laskettuna { $anchor }.
can-excuse-any-time = Voit ilmoittaa sen milloin tahansa.
can-excuse-with = Liitä mukaan: { $what }.
can-suspends = Ennen ratkaisua mitään ei rajoiteta eivätkä määräajat kulu.
can-non-receipt = Jos et ole saanut mitään, ilmoita siitä.
can-appearance = Jos saavuit eikä sitä ole merkitty, ilmoita siitä.
can-claim-decide = Jos kukaan ei ratkaise sitä { $length-gen } kuluessa, kaikki asian rajoitukset päättyvät lopullisesti.
can-exception = Voit pyytää poikkeusta ({ $exception }) näistä: { $measures }.
can-exception-grants = Jos kukaan ei päätä { $length-gen } kuluessa, poikkeus on sinun.
can-exception-refuses = Siitä on päätettävä { $length-gen } kuluessa.
can-exception-lasts = Sen kesto on { $term }.
can-nothing = Tämä laki ei anna sinulle keinoa sitä vastaan. Se on lain vika, ei sinun.

## Henkilölle: muut
served-at = Asia katsotaan annetuksi sinulle tiedoksi { $at }, { $channel-by }.
served-day = Tiedoksiantopäivä, josta aika lasketaan: { $day }.
served-sender = Viranomaiselle ratkaisee { $at }.
served-unclear = Ei voida sanoa, katsotaanko asia annetuksi sinulle tiedoksi: lain tulkinnat poikkeavat toisistaan.
served-not = Lain mukaan asiaa ei ole vielä annettu sinulle tiedoksi.
served-not-nothing = Mitään ei kulu sinua vastaan.
served-not-holds = Se, mitä yllä sanotaan, on tämän lain mukaan silti voimassa.
next-change = Seuraava muutos, jos mitään muuta ei tapahdu: { $at }.
next-none = Jos mitään muuta ei tapahdu, mikään ei muutu.
next-sanction = Tämä seuraamus voidaan nyt määrätä: { $sanction }. Se ei seuraa itsestään.
next-sanction-unknown = Ei voida sanoa, voidaanko tämä seuraamus määrätä: { $sanction }.
next-sanction-imposed = Tämä seuraamus on määrätty: { $sanction }.
next-follow = Seuraavaksi voidaan antaa: { $instrument }.
closed = Asiasi on päättynyt. Siitä ei enää seuraa mitään.
void = Asiasi on mitätön. Sillä ei ole koskaan ollut oikeusvaikutusta.
stage-now = Asiasi on vaiheessa ”{ $stage }”.
stage-in-readings = { $n ->
    [one] { $n } tulkinnassa asiasi on vaiheessa ”{ $stage }”.
   *[other] { $n } tulkinnassa asiasi on vaiheessa ”{ $stage }”.
 }
stage-in-reading = Luettuna ”{ $reading }” asiasi on vaiheessa ”{ $stage }”.

## Miksi, ja miksi ei
why-heading = Miksi: { $measure }
why-restricted = { $measure }: rajoitettu. Mikä siihen johti:
why-not = { $measure }: ei rajoitettu. Mikä on esteenä:
why-unknown = { $measure }: ei voida sanoa, onko rajoitettu. Mikä sen estää:
why-no-measure = Tämä laki ei tunne tällaista rajoitusta: { $measure }.

## Mitä on merkitty ja kuka on kysynyt
file-nothing = Sinulle ei ole annettu yhtään kutsua.
file-known = Mitä sinusta on merkitty
file-fact = { $fact }: { $value } ({ $source }, merkitty { $date })
file-no-fact = Sinusta ei ole merkitty mitään.
file-asked = Kuka on kysynyt sinusta
file-nobody = Kukaan ei ole kysynyt sinusta.
file-told = { $at }: { $desk } kysyi tätä: { $measure }, tarkoitus: { $purpose }. Vastaus: { $answer }.
file-refused = { $at }: { $desk } kysyi tätä: { $measure }, tarkoitus: { $purpose }. Vastausta ei annettu.
file-corrected = Se vastaus oli väärä; se korjattiin { $at }.

## Tuomioistuimelle
court-heading = Asian { $matter } tilanne
court-regime = Laki { $regime }, versio { $version }, SHA-256 { $digest }
court-eligible = Saa kutsua: { $answer }
court-served = Annettu tiedoksi: { $at } alkaen, { $channel-by } (sääntö: { $rule })
court-served-day = Tiedoksiantopäivä, josta aika lasketaan: { $day }
court-served-sender = Annettu tiedoksi lähettäjän kannalta: { $at } alkaen
court-not-served = Annettu tiedoksi: ei
court-stage = Vaihe, luettuna ”{ $reading }”: { $stage }
court-stage-only = Vaihe: { $stage }
court-duty = Velvollisuus: { $duty }: { $status }
court-duty-due = Velvollisuus: { $duty }: { $status }, viimeistään { $due }
status-open = avoin
status-met = täytetty
status-excused = hyväksytty este
status-void = rauennut
status-no = ei voida määrätä
status-unknown = ei voida sanoa
status-imposed = määrätty
status-may = voidaan määrätä
court-sanction = Seuraamus: { $sanction }: { $status }
court-follow = Voi seurata: { $instrument }
court-measure = { $measure }: { $answer }
court-since = alkaen { $at }
court-until = päättyy { $at }
court-reading = Luettuna ”{ $reading }”: { $answer }
court-remedy = Oikeussuojakeino: { $remedy }, aikaa { $until } asti
court-remedy-open = Oikeussuojakeino: { $remedy }, käytettävissä
court-ends = Päättyy näistä: { $events }
court-next = Seuraava muutos: { $at }
court-events = Mitä on tapahtunut, tarkistussummineen
court-event = { $id }: { $event }, { $at }; merkitty { $recorded }
court-digest = SHA-256 { $digest }
court-facts = Tarkistussumma on tapahtuman SHA-256 JSON-muodossa, avaimet järjestyksessä ja ilman välejä.
court-cites = [{ $cites }]
court-rests = perustuu: { $events }

## Perustelun syyt
proof-restricted = { $truth ->
    [yes] Rajoitettu: { $measure }.
    [no] Ei rajoitettu: { $measure }.
   *[unknown] Ei voida sanoa, onko tätä rajoitettu, joten sitä ei väitetä: { $measure }.
 }
proof-over-readings = { $truth ->
    [yes] Jokainen lain tulkinta sanoo näin.
    [no] Mikään lain tulkinta ei sano näin.
   *[unknown] Ei voida sanoa, tai lain tulkinnat poikkeavat toisistaan: mitään ei väitetä.
 }
proof-earlier-knowledge = Silloin merkitty ei sitä osoittanut, ja myöhempi merkintä rasittaa vain siitä eteenpäin.
proof-test = Tämä on harjoitus: sillä ei ole oikeusvaikutusta.
proof-closed = Asia päättyi { $at }: { $event-done }.
proof-void-from-start = Asia oli alusta asti mitätön: { $event-done } ({ $at }).
proof-nothing-to-obey = Tiedoksianto tapahtui kutsun ajankohdan jälkeen ({ $at }); noudatettavaa ei ole.
proof-law = { $truth ->
    [yes] Laki on voimassa.
    [no] Mikään lain versio ei ole voimassa.
   *[unknown] Ei voida sanoa, onko laki voimassa.
 }
proof-version = { $truth ->
    [yes] Lain versio { $version } sanoo näin.
    [no] Lain versio { $version } ei sano näin.
   *[unknown] Lain version { $version } mukaan ei voida sanoa.
 }
proof-served = Annettu tiedoksi { $at }, { $channel-by }: { $event-done }.
proof-served-day = Annettu tiedoksi { $at }, { $channel-by }: { $event-done }. Tiedoksiantopäivä: { $day }.
proof-not-served = Mitään kappaletta ei ole annettu tiedoksi.
proof-did-not-serve = Tämä ei ollut tiedoksianto ({ $at }, { $channel-by }): { $event-done }. { $why }
no-service-courtesy = Kanava on pelkkä kohteliaisuus.
no-service-no-law = Mikään lain versio ei ollut voimassa.
no-service-region = Kanava ei ollut silloin käytössä sillä alueella.
no-service-by = Luovuttaja ei ollut siihen oikeutettu.
no-service-to = Vastaanottaja ei ollut siihen oikeutettu.
no-service-place = Luovutus ei tapahtunut sallitussa paikassa.
no-service-need = Tähän kanavaan on näytettävä: { $test }.
no-service-rebutted = Se näytettiin virheelliseksi { $on }.
no-service-copy = Tiedoksianto oli jo tapahtunut; uusi kappale ei aloita mitään alusta.
no-service-window = Kappale vietiin väärään aikaan vuodesta.
no-service-first-contact = Kanavaa, josta on aloitettava, ei ollut käytetty.
no-service-not-judged = Ei ole arvioitu, että näin on: { $judgement }.
no-service-alerts = Onnistuneita ilmoituksia oli liian vähän.
no-service-attempts = Yrityksiä oli liian vähän.
no-service-not-tried = Kappaletta ei ollut sitä ennen viety tänne, tai kanava on pelkkä kohteliaisuus: { $channel }.
no-service-returned = Se palautui lähettäjälle { $on }.
no-service-public-event = Se riippuu tästä julkisesta tapahtumasta: { $name }.
no-service-mark = Jakelijan merkintä puuttuu, tai yritys ei ole oikea.
no-service-not-received = Todettiin { $on }, ettei se ollut tullut perille.
no-service-waiting = Odotus kestää, kunnes on { $until }.
proof-stage = { $truth ->
    [yes] Asia on vaiheessa ”{ $stage }”, jossa tämä on voimassa.
    [no] Asia on vaiheessa ”{ $stage }”, jossa tämä ei ole voimassa.
   *[unknown] Asia on vaiheessa ”{ $stage }”; ei voida sanoa, onko tämä silloin voimassa.
 }
proof-step = Vaiheessa ”{ $stage }” alkaen { $at }: { $why }.
step-begun = asia alkoi
step-event = { $event-done }
step-excuse = este hyväksyttiin
step-period = määräaika { $period } oli kulunut
step-missed = tämän velvollisuuden viimeinen päivä oli mennyt: { $duty }
step-clock = aikaa oli kulunut
proof-uncovered = Alkaen { $from } kalenteri ei kerro, onko määräaika kulunut.
proof-eligible = { $truth ->
    [yes] On näytetty, että tämän henkilön saa kutsua.
    [no] Tätä henkilöä ei saa kutsua.
   *[unknown] Ei ole näytetty, että tämän henkilön saa kutsua.
 }
proof-category = { $truth ->
    [yes] Kuuluu ryhmään: { $category }.
    [no] Ei kuulu ryhmään: { $category }.
   *[unknown] Ei voida sanoa, kuuluuko ryhmään: { $category }.
 }
proof-all = { $truth ->
    [yes] Kaikki nämä pitävät paikkansa.
    [no] Kaikki nämä eivät pidä paikkaansa.
   *[unknown] Ei voida sanoa, pitävätkö kaikki nämä paikkansa.
 }
proof-any = { $truth ->
    [yes] Ainakin yksi näistä pitää paikkansa.
    [no] Mikään näistä ei pidä paikkaansa.
   *[unknown] Ei voida sanoa, pitääkö jokin näistä paikkansa.
 }
proof-fact = { $truth ->
    [yes] Pitää paikkansa: { $test }. { $known }
    [no] Ei pidä paikkaansa: { $test }. { $known }
   *[unknown] Ei voida sanoa, pitääkö paikkansa: { $test }. { $known }
 }
fact-known = Siitä on merkintä.
fact-known-record = Siitä on merkintä: { $source }, { $date }.
fact-missing = Siitä ei ole merkintää.
fact-stale = Merkintä on liian vanha.
fact-stale-record = Merkintä on liian vanha: { $source }, { $date }.
fact-conflict = Merkinnät ovat ristiriidassa.
fact-other-source = Tämä laki ei ota sitä tästä lähteestä: { $source }.
fact-unproved = Siitä on merkintä, mutta yksikään todistaja ei ole vielä vahvistanut sitä.
proof-eligible-throughout = Se on ollut näytettynä koko ajan tiedoksiannosta lähtien tai vahvistettu uudelleen.
proof-eligibility-lapsed = Alkaen { $from } ei ole näytetty, että tämän henkilön saa kutsua, eikä sitä ole sen jälkeen vahvistettu uudelleen.
proof-own-condition = { $truth ->
    [yes] Tämän rajoituksen ehto täyttyy.
    [no] Tämän rajoituksen ehto ei täyty.
   *[unknown] Ei voida sanoa, täyttyykö tämän rajoituksen ehto.
 }
proof-not-warned = Tätä varoitusta ei annettu: { $warning }.
proof-warned = { $truth ->
    [yes] Varoitettu { $at }; aika täyttää velvollisuus kesti { $until } asti.
   *[other] Varoitettu { $at }; aika täyttää velvollisuus kestää { $until } asti.
 }
proof-warned-standing = Varoitettu { $at }; aika täyttää velvollisuus on pysähdyksissä.
proof-undecided = Kukaan ei ole päättänyt siitä juuri tämän henkilön osalta.
proof-decided = Päätetty juuri tämän henkilön osalta { $at }; päättäjä: { $who }.
proof-decided-too-late = Päätös { $at } tuli liian myöhään: aikaa oli { $until } asti.
proof-not-stayed = Mikään oikeussuojakeino ei keskeytä sitä.
proof-stayed = Keskeytetty alkaen { $at }: { $remedy }.
proof-no-claim = Mikään ratkaisematon ei keskeytä sitä.
proof-excuse-undecided = Keskeytetty: este ({ $excuse }) ilmoitettiin { $at }, eikä sitä ole ratkaistu.
proof-receipt-denied = Keskeytetty: ilmoitettiin { $at }, ettei mitään ole saatu, eikä sitä ole ratkaistu.
proof-appearance-claimed = Keskeytetty: ilmoitettiin { $at }, että velvollisuus on täytetty, eikä sitä ole ratkaistu.
proof-exception-granted = Poikkeus on myönnetty alkaen { $at }: { $exception }.
proof-exception-until = Poikkeus on myönnetty alkaen { $at }, ja se päättyy { $until }: { $exception }.
proof-new-day = Hyväksytty este on siirtänyt päivän, eikä uusi päivä ole vielä mennyt.
proof-ended = Se on päätetty, tai viranomainen vaikeni oikeussuojakeinosta: se ei palaa tässä asiassa.
proof-limit-not-begun = Sen enimmäiskesto ei ole alkanut kulua.
proof-limit = { $truth ->
    [yes] Se voi kestää pisimmillään { $at } asti.
   *[other] Sen enimmäiskesto päättyi { $at }.
 }
