### The law of a pack: sentences for each rule, one for each thing that a rule can say.

## Headings
about-law = What this law is
about-force = When it is in force
about-whom = Who may be called
about-known = What is known of a person
about-issued = What is issued
about-chosen = How people are chosen
about-sent = How it is sent
about-served = When it counts as served
about-must = What the person must do
about-excused = What excuses
about-claims = What the person can say that the authority must answer
about-follows = What happens step by step
about-next = What may be issued next
about-counted = How days are counted
about-warned = Who is warned
about-restricted = What is restricted
about-excepted = Urgent exceptions
about-longest = How long at most
about-remedies = What can be done against it
about-sanctions = What punishment may be imposed
about-judged = What must be judged for the one person
about-disputed = Where the text can be read in several ways
about-left-out = What it leaves out
about-cited = What is cited

## The law itself
law-head = The law { $regime }, version { $version } ({ $digest }…). This account of it has no legal force.
law-title = { $title }
law-domain-military = It is about military service.
law-domain-jury = It is about jury service.
law-domain-court = It is about court hearings.
law-domain-medical = It is about medical boards.
law-domain-tax = It is about tax hearings.
law-domain-other = It is about summonses of another kind.
law-status-reported = It is told as a source reports it; it is not the text of a law.
law-status-illustrative = It is an illustration; it is not the law of any country.
law-status-adopted = It follows an adopted text: { $text } (SHA-256 { $hash }).
law-zone = Days are counted in the time of { $zone }.
source = { $name } is a source: { $kind }.
source-file = Its file is { $file }.
source-says = It says: { $text }
assumption = { $name } is an assumption, as no source says it: { $text }
assumption-affects = It touches: { $what }.
unmodelled = { $name } is left out: { $reason }
unmodelled-affects = That touches: { $whom }.

## Days
calendar = The calendar { $name } tells the working days from { $from } to { $until }; outside that time nothing can be told.
calendar-weekend = Not worked in any week: { $days }.
calendar-no-weekend = Every day of the week is worked.
calendar-off = { $n ->
    [one] { $n } further day or run of days is off: { $days }.
   *[other] { $n } further days or runs of days are off: { $days }.
 }
calendar-off-many = { $n ->
    [one] { $n } further day or run of days is off.
   *[other] { $n } further days or runs of days are off.
 }
calendar-worked = Worked although on a weekend: { $days }.
period = The period { $name } lasts { $length }.
period-next-day = The day of the event is not counted; counting starts on the next day.
period-same-day = The day of the event is the first day counted.
period-clear = Those days lie whole in between: neither the first nor the last day counts.
period-short = If it is { $length } or less, only working days count.
period-roll-none = A last day that is not a working day does not move.
period-roll-next = A last day that is not a working day moves to the next working day.
period-roll-previous = A last day that is not a working day moves to the working day before.
period-month-clamp = Where the month has no such day, it ends on the last day of the month.
period-month-error = Where the month has no such day, the period cannot be counted.
period-min-work-days = { $n ->
    [one] It contains at least { $n } working day.
   *[other] It contains at least { $n } working days.
 }
period-cutoff = What happens at { $time } or later counts as of the next day.
period-calendar = Working days are those of the calendar { $name }.

## Facts and conditions
fact-rule = { $fact }: told by { $source }; may be relied on for { $length-gen } after it was recorded.
fact-date = It is a date.
fact-choice = It is one of: { $values }.
fact-periods = It is a list of periods; an empty list says that there is none.
fact-text = It is a text.
test-value = { $fact }: { $value }
test-not-value = { $fact }: known, and not “{ $value }”
test-age-between = { $fact }: age from { $from } and below { $below }
test-age-from = { $fact }: age from { $from }
test-age-below = { $fact }: age below { $below }
test-age-any = { $fact }: any age
test-holds = { $fact }: there is one now
test-holds-not = { $fact }: there is none now
condition-all = all of these: ({ $parts })
condition-any = at least one of these: ({ $parts })
condition-not = this is not so: ({ $part })
category = { $category }: people of whom this is shown: { $when }.

## Papers
instrument-summons = { $instrument }: a summons. It may be sent to: { $to }.
instrument-order = { $instrument }: an order. It may be sent to: { $to }.
instrument-questionnaire = { $instrument }: a questionnaire. It may be sent to: { $to }.
instrument-test = { $instrument }: a test. It may be sent to: { $to }. It has no force, and nothing follows from it.
instrument-lead-between = The date to appear lies at least { $min } and at most { $max } ahead, counted { $anchor }.
instrument-lead-min = The date to appear lies at least { $min } ahead, counted { $anchor }.
instrument-lead-max = The date to appear lies at most { $max } ahead, counted { $anchor }.
instrument-names = It must name: { $what }.
instrument-windows = It may be posted only in this time of the year: { $windows }.
instrument-first-contact = First a copy must be posted here: { $channels }. Until then no other channel serves.
instrument-offer = { $n ->
    [one] The person may ask for this once: { $excuse }.
   *[other] The person may ask for this up to { $n } times: { $excuse }.
 }
selection-draw = { $instrument }: a public draw chooses who is called.
selection-all = { $instrument }: everyone who may be called is called.
selection-named = { $instrument }: people are called by name, for a stated cause.
selection-criteria = { $instrument }: published criteria choose who is called.
selection-states = Stated: { $text }
selection-volunteers = Those who volunteer come first.
selection-quota = The number is set by { $from }.
selection-reserve = A reserve of { $n } percent of that number is drawn as well.
channel-serves = { $channel }: a copy on this channel can serve.
channel-courtesy = { $channel }: a courtesy; it serves nobody.
channel-needs = It needs this to be shown: { $needs }.
channel-regions = It is open here: { $regions }.
channel-giver = Handed over by: { $who }.
channel-taker = Handed over to: { $who }.
channel-place = Handed over at: { $places }.
region-always = { $name }
region-from = { $name } from { $from }
region-until = { $name } until { $until }
region-between = { $name } from { $from } until { $until }
ladder = { $instrument } is sent in this order: { $rungs }.
rung = { $channel } for { $length-gen }
rung-last = { $channel }
window = { $window }: each year from { $from } to { $last }.
public-event = A public event, once for everybody: { $name }. It counts once it is proclaimed.
judgement = Judged for the one person: { $name }. Who judges: { $who }.

## Service
service = { $channel }: service takes place with { $grounds }.
service-never = { $channel }: nothing on this channel serves.
ground = { $event }
ground-with = { $event } ({ $terms })
ground-mark = with the carrier’s mark { $mark }
ground-attempt = attempt no. { $n } or later
ground-after = once { $term } have passed
ground-on-day = on the last day of { $term-gen }, which is the date of service
ground-since = once this public event has happened: { $name }
ground-until = only as long as this public event has not happened: { $name }
need-judged = It must have been judged to be so: { $name }.
need-alerts = { $n ->
    [one] At least { $n } alert must have been sent without failing.
   *[other] At least { $n } alerts must have been sent without failing.
 }
need-alerts-apart = Between one alert and the next lie at least { $length }.
need-alerts-within = The first alert is sent within { $length-gen } of posting.
need-attempts = { $n ->
    [one] At least { $n } attempt must have been made.
   *[other] At least { $n } attempts must have been made.
 }
need-attempts-apart = Between one attempt and the next lie at least { $length }.
need-tried = A copy must have been posted here before: { $channel }.
service-sender = For the sender it counts from { $event }.
tolled = The clocks stand still { $when }.
tolling-outage = during an outage
tolling-absence = while the person is away
rebuttal-never = If it is shown that { $reason }, it never served.
rebuttal-that-day = If it is shown that { $reason }, it served on the day shown.
rebuttal-next-day = If it is shown that { $reason }, it served at the end of the day after the day shown.
rebuttal-within = That day must lie within { $term-gen } of the event; otherwise it never served.

## The course of a matter
lifecycle-first = { $instrument }: the matter begins in the stage “{ $stage }”.
stage-moves = From the stage “{ $stage }” it goes on to the stage “{ $to }”: { $trigger }.
stage-stays = In the stage “{ $stage }” it stays until something ends it.
trigger-served = once the person is served
trigger-on = with this event: { $event }
trigger-after = once { $term } have passed, counted { $anchor }
trigger-after-unsaid = once { $term } have passed
trigger-missed = once the last day of this duty has passed without it being met: { $duty }
lifecycle-ends = In every stage it ends with any of these: { $events }.
voids-from-start = Withdrawn, upheld on objection or found not to concern the person, it never had any force.
voids-from-now = Withdrawn, upheld on objection or found not to concern the person, it has no force from then on.
duty = The duty: { $duty }.
duty-of = It follows only from: { $instruments }.
duty-from = It begins { $anchor }.
duty-upon = It is upon: { $who }.
duty-by = It is due { $anchor-by }.
duty-within = It is due within { $term-gen } of its beginning.
duty-late = Whoever is served after the date in the summons has { $term } from service.
duty-nothing-late = Whoever is served after the date in the summons has nothing to obey.
duty-met = What meets it: { $events }.
follow = After the stage “{ $stage }” has begun, this may be issued: { $instrument }.
follow-within = It may be issued within { $length-gen }.

## Restrictions
effect = Restricted: { $measure }. This holds in these stages: { $stages }.
effect-never = Not restricted: { $measure }.
effect-asks = Only { $who } may ask about it, and only for this purpose: { $purpose }.
effect-when = It holds only where this is shown: { $when }.
effect-automatic = It follows by itself; nobody decides.
effect-officer = It holds only once an officer has decided it for that one person.
effect-court = It holds only once a court has decided it for that one person.
effect-decide-within = That decision must be made within { $term-gen }, counted { $anchor }.
effect-answer = An answer about it may be relied on for { $length-gen }.
warning = { $warning }: after the stage “{ $stage }” has begun the person is warned before anything is restricted.
warning-within = The authority warns within { $length-gen }.
warning-by = The warning is given { $channels }.
warning-then = From then on the person has { $length } to comply.
limit = { $measure }: restricted for { $length } at most.
limit-unless = Only this extends it: { $event }.
limit-in-all = Over all matters together it holds for { $most } at most of any { $within }.
exception = { $exception }: the person can ask to be free of this for a time: { $measures }.
exception-grants = If nobody decides within { $length-gen }, it is granted.
exception-refuses = If nobody decides within { $length-gen }, it is refused.
exception-lasts = Granted, it lasts { $term }.
sanction = { $sanction }: may be imposed in these stages: { $stages }.
sanction-automatic = It follows by itself.
sanction-officer = An officer decides.
sanction-court = A court decides.
sanction-count = { $n ->
    [one] It takes { $n } default within { $length-gen }, this one included, earlier ones as recorded under: { $fact }.
   *[other] It takes { $n } defaults within { $length-gen }, this one included, earlier ones as recorded under: { $fact }.
 }

## What the person can do
remedy = { $remedy }: open against { $measures } for { $length-gen }, counted { $anchor }.
remedy-stays = It stays the restriction at once.
remedy-does-not-stay = It does not stay the restriction.
remedy-decide = If nobody decides within { $length-gen }, the restriction ends for good.
remedy-then = Against a rejection there is: { $next }.
excuse = { $excuse }: a good reason for not appearing.
excuse-with = What is asked for with it: { $what }.
excuse-claim-within = It is claimed within { $length-gen }, counted { $anchor }.
excuse-any-time = It can be claimed at any time.
excuse-then-appear = Accepted, the person appears within { $length-gen }, counted { $anchor }.
excuse-closes = Accepted, it closes the matter.
undecided-suspends = Until it is decided nothing is restricted and the clocks stand still.
undecided-nothing = Until it is decided nothing changes.
decided-by = Who decides: { $who }.
claim-non-receipt = The person can say that nothing reached them.
claim-appearance = The person can say that they did come.
claim-decide = If nobody judges it within { $length-gen }, every restriction in the matter ends for good.

## Readings and versions
reading = On { $dispute }, the reading { $reading } ({ $status }):
reading-as-it-stands = The text is taken as it stands.
change-stage = The stage “{ $stage }” goes on to the stage “{ $to }”: { $trigger }.
change-stage-stays = From the stage “{ $stage }” nothing leads on.
change-effect = { $measure } is restricted in these stages: { $stages }.
change-effect-never = { $measure } is never restricted.
change-service = { $channel }: service takes place with { $grounds }.
change-service-never = { $channel }: nothing serves.
change-instrument = { $instrument } may be sent to: { $to }.
version-from = The version { $version } is in force from { $from }.
version-between = The version { $version } is in force from { $from } until { $until }.
pending-keep-old = Matters posted before keep the old law.
pending-switch = Matters posted before switch to the new law, rule by rule.
pending-keep-old-unless-milder = Matters posted before keep the old law unless the new one is milder.
pending-unsaid = It does not say what happens to matters posted before.
version-rule = This version says ({ $node }):
version-repeal = This version repeals: { $node } { $name }.
