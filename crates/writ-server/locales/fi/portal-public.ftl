### Mitä valvonta ja kaikki lukevat, ja mitä sanotaan, kun jotakin ei tehdä.

## Valvonta
oversight-regimes = Lait ja mitä tarkistukset löytävät
oversight-access = Kuka on katsonut mitä
oversight-campaigns = Arvioidut ihmiset ja annetut ilmoitukset, kaikki kutsut
oversight-grounds = Ei kutsuttu tai karsittu, perusteittain
oversight-ledger = Pääkirja ja todistajat
aggregates = Mitä tehtiin, päivittäin
aggregates-none = Yhtään päivää ei ole vielä julkaistu.
aggregates-acts = Kirjatut teot, lajeittain
aggregates-days = { $n ->
    [one] { $n } päivä on julkaistu.
   *[other] { $n } päivää on julkaistu.
 }
aggregates-untold = { $n ->
    [0] Yhtään lukua ei jätetty pois.
    [one] { $n } alle 10:n luku jätettiin pois, koska se voisi olla joku.
   *[other] { $n } alle 10:n lukua jätettiin pois, koska ne voisivat olla joku.
 }
aggregate-issued = Annettu
aggregate-registered = Merkitty rekisteriin
act-kind = Mitä
ledger-origin = Nimi
ledger-size = Merkintöjä, joilla on paikka
ledger-witnessed = Niistä todistajien allekirjoittamia
ledger-waiting = Odottaa paikkaa
ledger-witnessed-at = Viimeksi allekirjoitettu
ledger-witnesses = Todistajat
ledger-unwitnessed = Kukaan ulkopuolinen ei valvo tätä pääkirjaa. Vain hiekkalaatikko saa toimia niin.
ledger-means = Kaikella kirjatulla on paikka pääkirjassa, joka vain kasvaa. Viranomaisen ulkopuoliset todistajat allekirjoittavat, ettei siinä ole muutettu eikä siitä poistettu mitään.
regimes-means = Jokainen laki toimii tietona ja tarkistetaan. Se, mitä tarkistus löytää, näytetään, sanoipa se laista mitä tahansa.
regime-version = Versio
regime-digest = Tarkistussumma
findings = Löydökset
findings-none = ei löydöksiä
findings-count = { $n ->
    [one] { $n } löydös
   *[other] { $n } löydöstä
 }
access-from = Alkaen
access-until = Viimeinen päivä
access-officer = Virkailija (tyhjä: kaikki)
access-as = Minä
access-whose = Kenen tiedot
access-seen = Nähty
access-file = tiedot
access-attachment = henkilön antama näyttö
access-erased = poistettu
access-none = Kukaan ei katsonut mitään näinä päivinä.

## Kaikille
public-means = Lukuja ilman ihmisiä, ja lait, joiden mukaan tämä rekisteri toimii, selvin sanoin.
public-laws = Lait
public-small = Alle 10:n lukua ei kerrota, koska se voisi olla joku.
law-reported = Niin kuin lähde sen kertoo: tämä ei ole itse laki
law-illustrative = Keksitty näyttämään jotakin
law-adopted = Julkaistu säädösteksti
law-sources = Lähteet ja oletukset
law-assumptions = Mitä on lisätty, koska mikään lähde ei sano sitä
status-up = Rekisteri vastaa
status-now = Sen kello näyttää { $at }.
status-outages = Kun jokin tie on poikki, sillä kuluvat päivät seisovat, jos laki niin sanoo. Katkos kirjataan alkuineen ja loppuineen ja lasketaan jokaisessa asiassa, jota se koskee.
proof-means = Kaikella sinulle viedyllä on todiste: pieni tiedosto, jonka kuka tahansa voi tarkistaa ilman meitä ja ilman verkkoa.
proof-shows = Mitä todiste osoittaa
proof-shows-posted = että juuri tämä teko kirjattiin, ja monentenako sinun teoistasi
proof-shows-when = minkä aikojen välillä se oli, viranomaisen ulkopuolisten todistajien sanan mukaan
proof-shows-text = minkä lain minkä tekstin mukaan
proof-shows-not = Se takaa tekstin, ei sivun kuvaa. Se ei osoita, että luit sen.
proof-how = Näin se tarkistetaan
proof-get = Lataa todiste tai ilmoituksesi PDF.
proof-program = Rakenna ohjelma lähdekoodista:
proof-run = Tarkista tiedosto ja anna alla oleva sääntö:
proof-read = Lue, mitä se tulostaa: sidottu teksti, ajat ja kuka allekirjoitti.
proof-policy = Tämän rekisterin sääntö
proof-policy-means = Se nimeää rekisterin avaimen ja ne todistajat, joiden sana painaa. Vertaa sitä siihen, mitä todistajat itse julkaisevat.

## Hiekkalaatikon kello
clock-title = Kello
clock-means = Hiekkalaatikossa voit siirtää kelloa eteenpäin ja nähdä, mitä laki silloin sanoo. Taaksepäin se ei kulje.
clock-steps = Siirrä päivillä
clock-day = Yksi päivä
clock-week = Yksi viikko
clock-twenty = Kaksikymmentä päivää
clock-to = Siirrä aikaan
clock-to-hint = Päivä ja kellonaika nykyhetken jälkeen
clock-move = Siirrä kelloa
wrong-clock = Anna päivä ja kellonaika nykyhetken jälkeen

## Kun jotakin ei tehdä
problem-absent = Täällä ei ole mitään
problem-forbidden = Tämä ei ole tätä tiliä varten
problem-refused = Tätä ei tehty
problem-malformed = Tätä ei voitu lukea
problem-later = Tätä ei voi juuri nyt tehdä
problem-failed = Jokin meni vikaan meillä
problem-means-absent = Osoitteessa voi olla virhe, tai se ei ole sinun nähtävissäsi.
problem-means-forbidden = Kirjaudu tilillä, jolla saa, tai kysy, kuka saa.
problem-means-refused = Mitään ei kirjattu. Syyt ovat nämä:
problem-means-malformed = Mitään ei kirjattu. Mene takaisin ja yritä uudelleen.
problem-means-later = Mitään ei kirjattu. Odota hetki ja yritä uudelleen.
problem-means-failed = Mitään ei kirjattu. Syy ei ole sinussa. Yritä myöhemmin; viimeiset päivät eivät kulu meidän vikojemme vuoksi, jos laki niin sanoo.
problem-start = Alkuun
refused-unknown-person = Tällä tunnuksella ei ole rekisterissä ketään. Tarkista se kirjain kirjaimelta.
refused-other-office = Tämä tili ei toimi tuon toimiston puolesta. Sen toimiston virkailija saa.
refused-not-permitted = Tämä tili ei saa tehdä tätä.
refused-two-pairs-of-eyes = Jonkun muun on tehtävä tämä: neljä silmää.
refused-future = Tätä ei ole vielä tapahtunut. Kirjaa se, kun on.
refused-not-a-delegate = Nämä eivät ole sinun tietojasi, etkä ole niissä kenenkään edustaja.
refused-no-account = Tunnuksella, jolla kirjauduit, ei ole tietoja. Jos sait ilmoituksen paperilla, tuo se siinä mainittuun toimistoon.
refused-matter-closed = Tämä asia on päättynyt.
