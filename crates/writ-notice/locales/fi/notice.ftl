### Asiakirja, jonka ihminen saa: kutsu, määräys, kysely tai harjoitus.

## Joka sivun ylä- ja alareunassa
notice-banner-test = TÄMÄ ON HARJOITUS. Se ei määrää mitään. Sinun ei tarvitse tehdä mitään, eikä siitä seuraa mitään.
notice-banner-over = Tämä asia päättyi { $at }: { $event-done }. Siitä ei enää seuraa mitään.

## Otsikot
notice-title = { $instrument }
notice-title-day = { $instrument }: { $duty } { $date }
notice-title-test = HARJOITUS, ei määrää mitään: { $instrument }

## Väliotsikot
about-notice-glance = Lyhyesti
about-notice-drill = Mikä tämä on
about-notice-do = Mitä sinun on tehtävä
about-notice-why = Miksi juuri sinä
about-notice-served = Milloin asia katsotaan annetuksi sinulle tiedoksi
about-notice-follows = Mitä seuraa ja milloin
about-notice-ends = Mikä sen päättää
about-notice-can = Mitä voit tehdä ja mihin mennessä
about-notice-date = Ajankohta on muuttunut
about-notice-route = Ilman tiliä
about-notice-check = Näin tarkistat tämän asiakirjan
about-notice-issuer = Kuka sen antoi

## Lyhyesti
notice-for = Kenelle
notice-must = Mitä sinun on tehtävä
notice-must-nothing = Ei mitään. Tämä on harjoitus.
notice-when = Milloin
notice-where = Missä
notice-law = Minkä lain mukaan
notice-law-named = { $title } ({ $regime }, versio { $version })
notice-order = Minkä määräyksen nojalla
notice-campaign = Missä kutsunnassa
notice-office = Toimisto
notice-matter = Asian numero
notice-issued = Annettu

## Harjoitus
notice-drill-what = Viranomainen kokeilee, tulevatko sen asiakirjat perille. Siksi sinulle lähetettiin harjoituskutsu. Se ei ole kutsu eikä määräys, eikä siitä voi sellaista koskaan tulla.
notice-drill-nothing = Sinun ei tarvitse tulla minnekään, vastata mihinkään eikä noudattaa mitään aikaa. Ketään ei saa sen vuoksi rangaista eikä rajoittaa, luki hän sen tai ei.
notice-drill-why = Oikeassa asiakirjassa on velvollisuus, paikka, aika, seuraukset ja keinot niitä vastaan. Tässä niitä ei ole, koska niitä ei ole olemassakaan.

## Mitä on tehtävä
notice-do-nothing = Tämä asiakirja ei vaadi sinulta mitään.
notice-do-day = { $duty }: { $at }.
notice-do-by = { $duty }: { $anchor-by }.
notice-do-within = { $duty }: { $term-gen } kuluessa, laskettuna { $anchor }.
notice-do-within-by = { $duty }: { $term-gen } kuluessa, laskettuna { $anchor }. Alla olevan laskelman mukaan viimeistään { $due }.
notice-do-served = Velvollisuus alkaa vasta, kun asia katsotaan annetuksi sinulle tiedoksi. Alempana sanotaan, milloin niin on.
notice-do-zone = Kaikki ajat ovat vyöhykkeen { $zone } aikaa.

## Miksi tämä ihminen
notice-why-category = Merkintöjen mukaan kuulut tähän ryhmään: { $categories }. Tällaisen asiakirjan saa lähettää vain sille, josta tämä on näytetty.
notice-why-facts = Mitä sinusta on merkitty ja mihin tämä perustuu:
notice-why-wrong = Jos jokin tästä on väärin, ilmoita siitä. Se, jota ei saa kutsua, ei ole mihinkään velvollinen.

## Mistä lukien
notice-served-when = Asia katsotaan annetuksi sinulle tiedoksi vain näin:

## Mitä seuraa
notice-follows-now = Nämä päivät on laskettu laista siltä varalta, ettei mitään muuta tapahdu:
notice-follows-assumed = Nämä päivät on laskettu laista siltä varalta, että asia annetaan sinulle tiedoksi näin etkä sen jälkeen tee mitään: { $events } ({ $at }). Jos se annetaan tiedoksi myöhemmin, siirtyy jokainen päivä, joka lasketaan siitä.
notice-follows-event = { $event }, { $channel }
notice-follows-nothing = Itsestään ei seuraa mitään.
notice-moment-day = { $duty }.
notice-moment-day-place = { $duty }. Paikka: { $place }.
notice-moment-served = Asia katsotaan annetuksi sinulle tiedoksi, { $channel-by }.
notice-moment-reading = Yhden lain lukutavan mukaan asiasi tulee vaiheeseen ”{ $stage }”. Lukutavat eroavat.
notice-moment-restricted = Tästä lähtien rajoitettu itsestään: { $measures }.
notice-moment-unclear = Ei voida sanoa, onko tätä rajoitettu, koska lain lukutavat eroavat. Siksi sitä ei ole rajoitettu: { $measures }.
notice-moment-lifted = Ei enää rajoitettu: { $measures }.
notice-moment-decide = { $who } voi tästä lähtien päättää juuri sinun kohdallasi rajoittaa tätä: { $measures }. Se ei seuraa itsestään.
notice-moment-warned = Sitä ennen sinua on varoitettava. Varoituksesta lukien sinulla on { $length } aikaa täyttää velvollisuus.
notice-moment-sanction = Tämä seuraamus voidaan määrätä tästä lähtien: { $sanction }. Se ei seuraa itsestään.
notice-moment-remedy-over = Tästä lähtien tähän on liian myöhäistä: { $remedy } (tätä vastaan: { $measure }).
notice-moment-stale = Tähän mennessä merkinnät sinusta ovat liian vanhoja luotettaviksi. Ellei niitä vahvisteta uudelleen, mitään ei saa rajoittaa.

## Mikä päättää
notice-ends-at-once = Kaikki, mitä tästä asiakirjasta seuraa, päättyy heti johonkin näistä:
notice-ends-longest = Mikään ei kestä tätä kauemmin:

## Mitä voi tehdä
notice-can-last = Jos kaikki käy niin kuin yllä on laskettu, aikaa on { $until } asti.
notice-can-offer = { $n ->
    [one] Tätä voit pyytää kerran: { $excuse }.
   *[other] Tätä voit pyytää enintään { $n } kertaa: { $excuse }.
 }
notice-can-correct = Voit milloin tahansa pyytää, että sinusta tehty merkintä oikaistaan.
notice-can-delegate = Nimeämäsi ihminen voi tehdä tämän kaiken puolestasi.
notice-can-where = Voit tehdä tämän tililläsi tai ilman tiliä niin kuin alempana sanotaan. Saat kuitin kaikesta, minkä jätät. Säilytä se.

## Ilman tiliä
notice-route = Et tarvitse tiliä. Kaiken edellä sanotun voi hoitaa ja kysyä myös näin:
notice-route-post = Postitse
notice-route-person = Paikan päällä
notice-route-phone = Puhelimitse
notice-route-mail = Sähköpostitse
notice-route-place = Paikan päällä, täällä: { $place }
notice-route-say = Ilmoita asian numero: { $matter }.
notice-route-portal = Tilillä tämä asiakirja ja kaikki siihen kuuluva on täällä: { $portal }
notice-another-date = Tässä asiakirjassa mainittuna aikana sinun ei enää tarvitse tulla. Nyt pätee tämä aika: { $at }.

## Näin sen tarkistaa
notice-check-waiting = Tämä asiakirja odottaa paikkaansa tapahtumakirjassa { $ledger }. Hae se uudelleen muutaman minuutin kuluttua: silloin sen mukana on todiste.
notice-check-place = Tämä asiakirja on tapahtumakirjassa { $ledger }, paikassa { $place }. Yksikään todistaja ei ole allekirjoittanut sitä.
notice-check-witnessed = Tämä asiakirja on tapahtumakirjassa { $ledger }, paikassa { $place }. Riippumattomat todistajat olivat allekirjoittaneet sen { $at }.
notice-check-how = Todiste on liitetty tämän asiakirjan tiedostoon. Kuka tahansa voi tarkistaa sen omalla koneellaan, ilman viranomaista ja ilman verkkoa:
notice-check-policy = Siihen tarvitset tapahtumakirjan säännön, lyhyen tiedoston, jossa sen todistajat nimetään. Ota se joltakulta, johon luotat, älä siltä, joka antoi sinulle tämän asiakirjan.
notice-check-policy-at = Siihen tarvitset tapahtumakirjan säännön, lyhyen tiedoston, jossa sen todistajat nimetään. Jos voit, vertaa sitä sellaiseen, jonka saat joltakulta, johon luotat. Se on julkaistu täällä: { $address }
notice-check-text = Tarkistus näyttää tämän asiakirjan tekstin sellaisena kuin se annettiin ja minkä kahden hetken välillä se kirjattiin. Se takaa tämän tekstin, ei sivun kuvaa.
notice-check-record = Tarkistus näyttää, mitä sinulle annettiin, minkä lain mukaan ja minkä kahden hetken välillä se kirjattiin. Se takaa tämän, ei sivun sanoja eikä kuvaa.
notice-check-not = Se ei näytä, että laki on oikea tai että sinut kutsuttiin oikein. Sitä varten ovat edellä mainitut keinot.
notice-attached-proof = Todiste siitä, että ja milloin tämä asiakirja annettiin
notice-attached-text = Tämän asiakirjan teksti, jonka todiste takaa

## Kuka sen antoi
notice-issuer-authority = Viranomainen
notice-issuer-office = Toimisto

## Tekstin ympärillä
notice-page = Sivu { $page } / { $pages }
notice-summary = { $instrument }: { $duty }
notice-summary-sandbox = HARJOITUSTA, ei oikeusvaikutusta: { $summary }
