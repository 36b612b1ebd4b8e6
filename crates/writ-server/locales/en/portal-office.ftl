### What officers and approvers read.

## Today, and what waits
today-means = What needs you in your offices, the most urgent first. Each line opens with a reason that is logged.
today-due = Due
today-stuck = Stuck
today-waiting = Waiting for a decision
today-second = Waiting for a second officer
today-none = Nothing.
today-person = Person
today-what = What
today-by = By
today-open = Open { $person }
docket-warning = A warning is to be sent: { $warning }
docket-unsent = Nothing was sent yet
docket-unsent-on = Did not leave: { $channel }
docket-returned = Came back: { $channel }
docket-failed = The alert failed: { $channel }
docket-next = Tried for its time: { $tried }. Next: { $next }
docket-over = Every channel was tried, last: { $tried }. The person is not served.
docket-excuse = A reason for not coming: { $excuse }
docket-exception = An exception is asked for: { $exception }
docket-objection = An objection: { $remedy }
docket-non-receipt = The person says that nothing reached them
docket-appearance = The person says that they came
docket-correction = A correction is asked for: { $fact }
docket-approval = A campaign to approve, opened by { $by }
docket-review = A withdrawal to review, by { $by }
claims-means = What people asked or said in your offices, and by when it has to be answered.
claims-none = Nothing waits for an answer.

## Finding one person
find-logged = Whoever is looked at sees that somebody from your office looked, and why. Oversight sees who.
find-exact = The exact identifier. There is no search by name, and no list.
find-reason = Why do you open this file?
find-reason-hint = In a few words, for instance: answer to an objection
find-open = Open
find-person = Person
find-matters = Matters
find-no-matter = Nothing was issued to this person.
open = Open
open-matter = Open matter { $matter }
stage = Stage
stage-differs = the readings of the law differ
restricted-now = Restricted now
wrong-person = Give the identifier
wrong-look = Say why

## Carriers and corrections
carrier-title = What a carrier says of letters
carrier-means = Give in the file of the carrier. Every line is looked at before any is recorded.
carrier-file = File of statuses
carrier-file-hint = Text, one letter a line: mark, status, time, note, with commas between. Statuses: dispatched, posted, absent, delivered, refused, returned.
carrier-send = Take it in
carrier-again = The same file may be given in again: what is on record is not recorded twice.
carrier-recorded = { $n ->
    [one] { $n } line was recorded.
   *[other] { $n } lines were recorded.
 }
carrier-unchanged = On record already: { $n }
carrier-rejects = Lines that are not believed
carrier-line = Line
carrier-why = Why
carrier-cure = What would cure it
wrong-file = Choose a file with at least one line
requests = Corrections asked for
request-answer = Answer
request-answer-to = Answer request { $n }
request-corrected-hint = Record the right fact first; then say so here

## A matter
clocks = The two clocks
clock-at = As of
clock-at-hint = The instant that the position is of
clock-at-slide = Move: as of
clock-known = As known at
clock-known-hint = What was recorded by then; empty: everything
clock-known-slide = Move: as known at
clock-show = Show
matter-of = Matter { $matter }
matter-position = Position
matter-effects = Measures
matter-court = The account for a court: proof, citations, events
eligible = May be called
eligible-yes = yes
eligible-no = no
eligible-unknown = not shown
duty-open = open:
duty-met = done
duty-excused = excused
duty-void = nothing to do
next-change = Next change, if nothing more happens
measure = Measure
answer = Answer
since = Since
remedies = Open against it
decided-by = Decided by: { $who }
decide = Record the decision
decide-how = What is decided?
decide-why = Why
decide-why-hint = The person reads this
decide-yes-excuse = Accept the reason
decide-no-excuse = Refuse the reason
decide-yes-exception = Grant the exception
decide-no-exception = Refuse the exception
decide-yes-objection = Uphold the objection: the effect ends
decide-no-objection = Reject the objection
decide-yes-non-receipt = It did not reach the person
decide-no-non-receipt = It did reach the person
decide-yes-appearance = The person came
decide-no-appearance = The person did not come
wrong-answered = This was answered already, or was taken back

## Recording
record-happened = Record what happened
record-happened-title = Record what happened
record-happened-means = What relieves the person counts from when it was so; what burdens, only once it is recorded and witnessed.
record-kind = What happened?
record-when = When?
record-when-hint = Leave it empty for now
record-channel = Through which channel?
record-more = More, where it applies
record-to = To whom it was given
record-by = Who did or decided it
record-outcome = What was decided
record-excuse = Which reason
record-send = Record
record-see = See the matter as it is now
record-corrections = { $n ->
    [one] { $n } desk is told that an answer was wrong.
   *[other] { $n } desks are told that an answer was wrong.
 }
none-of-these = none of these
outcome-imposed = imposed
outcome-refused = refused
outcome-ended = ended
outcome-extended = extended
wrong-kind = Choose what happened
wrong-when = Give a day and a time

## In person
hand-title = Service in person
hand-say = Say who you are and what this is. Nobody has to sign. The copy stays with the person.
hand-what = What happened?
hand-delivered = I handed it to the person
hand-refused = The person did not take it
hand-absent = Nobody was there
hand-place-none = not at one of these
hand-place-address = at the registered address
hand-place-work = at work
hand-to-hint = Only if it was not the person themselves
hand-refuse = Nobody is to be searched for, followed or held for this.

## Campaigns
campaign = Campaign
campaigns-none = There is no campaign.
campaign-new = Open a campaign
campaign-open = Open
campaign-order = Order
campaign-order-hint = The text on which it rests: who ordered what, and when
campaign-id = Name
campaign-id-hint = Small letters, digits and hyphens, such as spring-call-up
campaign-from = From
campaign-until = Until and including
campaign-window = Runs
campaign-appear = Appear
campaign-days = Days from issue to appearance
campaign-time = At what time
campaign-place-hint = Where the office stands in the text, write {"{"}office{"}"}
campaign-steps = Steps
campaign-judged = How people were judged
campaign-issued = What was issued
campaign-commitment = Commitment to the list
campaign-commitment-means = Whoever has the published list can check that it is the one that was fixed before the draw.
appear-after = { $days } days after issue, at { $time }
from-until = { $from } until { $until }
instrument = Paper
quota = Quota by office
quota-hint = One office a line: office = number
phase = Phase
phase-open = opened
phase-listed = judged
phase-committed = list fixed
phase-drawn = drawn
phase-approved = approved
phase-issuing = being issued
phase-issued = issued
phase-withdrawn = withdrawn
issued-count = Issued
opened-by = Opened by
approved-by = Approved by
withdrawn-by = Withdrawn by
step-done = done
step-candidates = Judge everybody
step-commit = Fix the list
step-draw = Draw
step-approve = Approval by a second officer
step-issue = Issue the notices
step-means-candidates = Everybody in the register is judged by fresh facts: eligible, not eligible with the ground, or held because it cannot be told.
step-means-commit = The list is committed to in the ledger, without names. It cannot be changed afterwards.
step-means-draw = The lots are ranked by randomness that nobody could foresee. Anybody can work it out again.
step-means-approve = Somebody else than who opened it looks at order, list and draw.
step-means-issue = Each person is judged once more, and only who is still eligible is issued a notice.
step-elsewhere = A second officer approves it under Approvals.
step-officer = An officer of its offices does this.
step-draw-live = In a live registry the draw uses a public beacon and observers: see writ campaign draw.
draw-seed = Seed
draw-seed-hint = In a sandbox any text serves; a live draw takes a public beacon
count-judged = judged
count-eligible = eligible
count-ineligible = not eligible
count-held = held for an officer
count-drawn = Drawn
count-issued = issued
count-posted = in accounts at once
count-paper = given to a carrier
count-turned-away = turned away, no longer eligible
grounds-ineligible = Not eligible, by ground
grounds-held = Held, by what is not known
grounds-turned-away = Turned away at issue, by ground
grounds-refused = Attempts refused, by ground
why-not-excludes = excludes
why-not-missing = missing
why-not-stale = stale
why-not-conflict = sources disagree
why-not-other-source = from another source
why-not-unproved = not yet proved
why-not-readings = readings differ
ground-is-died = Died
ground-is-found-ineligible = Found that the person may not be called
grounds-several = Somebody may be counted under several grounds.
ground = Ground
how-many = How many
withdraw = Withdraw the campaign
withdraw-means = It ends every duty and every restriction of its notices at once, for everybody. It cannot be taken back, and a second officer reviews it.
withdraw-do = Withdraw for everybody
wrong-id = Give it a name
wrong-order = Give the order
wrong-quotas = Give at least one office with a number, such as A = 20
wrong-number = Give a whole number
wrong-clock-time = Give a time, such as 09:00

## Approvals
approvals-why = A campaign binds nobody before a second officer has looked at it. A withdrawal holds at once, and is looked at afterwards.
approvals-campaigns = Campaigns to approve
approvals-withdrawals = Withdrawals to review
approvals-none = Nothing waits.
approvals-check = Look at: whether the order allows it, whether the quota is within it, whether the grounds of refusal look right, whether the draw was worked out from what was fixed before.
approvals-review = Look at: whether the reason holds, and whether somebody has to be told more.
approvals-own = This is your own act: somebody else has to look at it.
approve = Approve
approve-of = Approve { $campaign }
review = I have reviewed it
review-of = Review the withdrawal of { $campaign }
wrong-delegate = Give the identifier of the delegate
