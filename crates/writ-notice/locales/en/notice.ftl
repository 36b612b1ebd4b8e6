### The document that a person is given: a summons, an order, a questionnaire, or a test of one.

## At the top and the bottom of every page
notice-banner-test = THIS IS A TEST. It orders nothing. You need not do anything, and nothing follows from it.
notice-banner-over = This matter was closed on { $at }: { $event-done }. Nothing follows from it any more.

## Titles
notice-title = { $instrument }
notice-title-day = { $instrument }: { $duty } on { $date }
notice-title-test = TEST, orders nothing: { $instrument }

## Headings
about-notice-glance = At a glance
about-notice-drill = What this is
about-notice-do = What you must do
about-notice-why = Why you
about-notice-served = When you count as notified
about-notice-follows = What follows, and when
about-notice-ends = What ends it
about-notice-can = What you can do, and by when
about-notice-date = The date was changed
about-notice-route = Without an account
about-notice-check = How to check this notice
about-notice-issuer = Who issued it

## At a glance
notice-for = For
notice-must = What you must do
notice-must-nothing = Nothing. This is a test.
notice-when = When
notice-where = Where
notice-law = By which law
notice-law-named = { $title } ({ $regime }, version { $version })
notice-order = Under which order
notice-campaign = In which campaign
notice-office = Office
notice-matter = Number of the matter
notice-issued = Issued

## A test
notice-drill-what = The authority tests whether its notices arrive. It sent you a test notice. It is no summons and no order, and it can never become one.
notice-drill-nothing = You need not come anywhere, answer anything or keep any date. Nobody can be punished or restricted because of it, whether they read it or not.
notice-drill-why = A real notice names a duty, a place, a date, what follows and what you can do against it. This one names none of these, because there is none.

## What you must do
notice-do-nothing = This notice asks you to do nothing.
notice-do-day = { $duty }: { $at }.
notice-do-by = { $duty }: { $anchor-by }.
notice-do-within = { $duty }: within { $term-gen }, counted { $anchor }.
notice-do-within-by = { $duty }: within { $term-gen }, counted { $anchor }. As worked out below, no later than { $due }.
notice-do-served = You must do this only once you count as notified. Further down it says when that is.
notice-do-zone = All times are those of { $zone }.

## Why this person
notice-why-category = By what is recorded you belong to: { $categories }. Only people of whom this is shown may be sent this paper.
notice-why-facts = What is recorded about you, and what this rests on:
notice-why-wrong = If any of this is wrong, say so. Someone who may not be called is bound by nothing.

## When it counts
notice-served-when = You count as notified only in these ways:

## What follows
notice-follows-now = These days are worked out from the law, for the case that nothing more happens:
notice-follows-assumed = These days are worked out from the law, for the case that you count as notified as follows and then do nothing: { $events } ({ $at }). If you are notified later, every day that is counted from then is later too.
notice-follows-event = { $event }, { $channel }
notice-follows-nothing = Nothing follows by itself.
notice-moment-day = { $duty }.
notice-moment-day-place = { $duty }. The place: { $place }.
notice-moment-served = You count as notified, { $channel-by }.
notice-moment-reading = By one reading of the law your matter comes to the stage “{ $stage }”. The readings differ.
notice-moment-restricted = Restricted from now on, by itself: { $measures }.
notice-moment-unclear = Whether this is restricted cannot be told, as the readings of the law differ. So it is not restricted: { $measures }.
notice-moment-lifted = No longer restricted: { $measures }.
notice-moment-decide = { $who } may decide from now on, for you alone, to restrict this: { $measures }. It does not follow by itself.
notice-moment-warned = Before that you must be warned. From the warning on you have { $length } to comply.
notice-moment-sanction = This punishment may be imposed from now on: { $sanction }. It does not follow by itself.
notice-moment-remedy-over = From now on it is too late for this: { $remedy } (against: { $measure }).
notice-moment-stale = By now what is recorded about you is too old to be relied on. Unless it is confirmed anew, nothing may be restricted.

## What ends it
notice-ends-at-once = Everything that follows from this notice ends at once with any of these:
notice-ends-longest = Nothing lasts longer than this:

## What can be done
notice-can-last = If everything happens as worked out above, it is open until { $until }.
notice-can-offer = { $n ->
    [one] You may ask for this once: { $excuse }.
   *[other] You may ask for this up to { $n } times: { $excuse }.
 }
notice-can-correct = You can ask at any time that what is recorded about you be corrected.
notice-can-delegate = Somebody whom you name can do all of this for you.
notice-can-where = You can do this in your account, or without one as it says further down. You get a receipt for everything you hand in. Keep it.

## Without an account
notice-route = You need no account. Everything above can be done, and asked, in these ways as well:
notice-route-post = By post
notice-route-person = In person
notice-route-phone = By phone
notice-route-mail = By e-mail
notice-route-place = In person, here: { $place }
notice-route-say = Please name the number of the matter: { $matter }.
notice-route-portal = With an account you find this notice and all that belongs to it here: { $portal }
notice-another-date = You need not come on the date in this notice any more. The date that counts now: { $at }.

## How to check it
notice-check-waiting = This notice waits for its place in the ledger { $ledger }. Ask for it again in a few minutes: then it comes with a proof.
notice-check-place = This notice stands in the ledger { $ledger }, at the place { $place }. No witness has signed for it.
notice-check-witnessed = This notice stands in the ledger { $ledger }, at the place { $place }. Independent witnesses had signed for it on { $at }.
notice-check-how = The proof is attached to the PDF of this notice. Anybody can check it on their own computer, without the authority and without a network:
notice-check-policy = For this you need the policy of the ledger, a short file that names its witnesses. Take it from somebody you trust, not from whoever gave you this notice.
notice-check-policy-at = For this you need the policy of the ledger, a short file that names its witnesses. If you can, compare it with that of somebody you trust. It is published here: { $address }
notice-check-text = The check prints the text of this notice as it was issued, and between which two times that was posted. It vouches for that text, and not for the picture of the page.
notice-check-record = The check prints what was issued to you, under which law, and between which two times that was posted. It vouches for that, and not for the words or the picture of this page.
notice-check-not = It does not show that the law is right, or that it was right to call you. For that there are the remedies above.
notice-attached-proof = Proof that this notice was issued, and when
notice-attached-text = The text of this notice, to which the proof commits

## Who issued it
notice-issuer-authority = Authority
notice-issuer-office = Office

## Around the text
notice-page = Page { $page } of { $pages }
notice-summary = { $instrument }: { $duty }
notice-summary-sandbox = SANDBOX, no legal force: { $summary }
