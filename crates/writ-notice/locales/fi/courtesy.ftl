### Muistutus siitä, että tilillä odottaa jotakin, eikä sanaakaan siitä, mitä se on.

courtesy-subject = Tililläsi odottaa sinulle jotakin
courtesy-subject-sandbox = KOEYMPÄRISTÖ – { $subject }
courtesy-subject-drill = HARJOITUS – { $subject }
courtesy-waits = Tililläsi odottaa sinulle jotakin. Tämä viesti ei kerro, mitä se on, jotta kukaan muu ei lue sitä.
courtesy-where = Kirjaudu sisään ja lue se sieltä: { $address }
courtesy-asks-nothing = Tämä viesti ei pyydä sinulta mitään: ei salasanaa, ei maksua, ei vastausta.
courtesy-no-effect = Tällä viestillä ei ole oikeusvaikutusta. Ratkaisevaa on se, mitä tililläsi on.
courtesy-counts = Lain mukaan tämä viesti on yksi niistä, joista lasketaan, mistä alkaen sinut katsotaan tavoitetuksi.
courtesy-drill = Tämä on HARJOITUS. Sillä ei ole oikeusvaikutusta, sinun ei tarvitse tehdä mitään, eikä siitä seuraa mitään.
courtesy-sandbox = Tämä tulee KOEYMPÄRISTÖSTÄ. Sillä ei ole oikeusvaikutusta, ja siinä olevat ihmiset ovat keksittyjä.
courtesy-short = Tililläsi odottaa sinulle jotakin: { $address }
