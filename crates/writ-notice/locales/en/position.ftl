### What the law says of one matter: to the person themselves, and to a court.

## Force and time
force-none = This is a calculation. It has no legal force.
force-sandbox = SANDBOX: this has no legal force. Nobody has to do anything because of it.
force-live = This is what the law says of your matter.
force-test = This is a test. It has no legal force, you need not do anything, and nothing follows from it.
as-of = As of { $at }.
as-of-known = As of { $at }, by what was recorded by { $known }.
by-law = By the law { $regime }, version { $version }.

## To the person: headings
you-must = What you need to do
you-restricted = What is restricted
you-unclear = What cannot be told
you-can = What you can do
you-served = How you were notified
you-next = What comes next
you-closed-heading = Where your matter stands

## To the person: what to do
must-nothing = You do not need to do anything at this time.
must-duty = { $duty }: no later than { $due }.
must-duty-open = { $duty }: no day is set yet.
must-duty-late = { $duty }: the day for it was { $due }. You can still do it.
must-duty-ends = Doing it ends what is restricted at once.
must-duty-ends-some = Doing it ends these restrictions at once: { $measures }. This law does not say that it ends the others.
must-duty-ends-not = Do it still; this law does not say that it ends what is restricted.
must-duty-met = { $duty }: done. Thank you.
must-duty-excused = { $duty }: you are excused.
must-duty-void = { $duty }: you no longer need to do this.
must-place = The place: { $place }.
must-day = The date in the summons: { $at }.

## To the person: restrictions
restricted-nothing = Nothing is restricted.
restricted-measure = Restricted: { $measure }.
restricted-law = It rests on the law of the version { $version }.
restricted-since = It has held since { $at }.
restricted-until = It ends on { $at } if nothing more happens.
restricted-no-end = It has no fixed end day. It lasts until one of the things below ends it.
restricted-why = The reasons:
restricted-ends = It ends at once with any of these: { $events }.
restricted-held = What keeps restrictions away now:
restricted-not = Not restricted: { $measures }.
unclear-measure = Whether this is restricted cannot be told: { $measure }. What cannot be told is not held against you: it is not restricted.
unclear-readings = The text of the law can be read in several ways, and they do not agree:
unclear-reading = read as “{ $reading }”: { $answer }
unclear-reading-count = { $n ->
    [one] in { $n } reading: { $answer }
   *[other] in { $n } readings: { $answer }
 }
answer-yes = restricted
answer-no = not restricted
answer-unknown = cannot be told
eligible-no = By what is recorded, you may not be called. Nothing may be restricted.
eligible-unknown = It is not shown that you may be called. Until it is, nothing may be restricted.
missing-fact = Not recorded: { $fact }. If you can show it, tell the authority.

## To the person: what they can do
can-remedy = { $remedy } against this: { $measure }. Open until { $until }.
can-remedy-open = { $remedy } against this: { $measure }. It is open; no last day runs yet.
can-remedy-stays = As soon as you lodge it, the restriction is off until it is decided.
can-excuse = If you have a good reason for not coming ({ $excuse }), say so.
can-excuse-until = You can say so until the end of { $date }.
can-excuse-within = You can say so within { $length-gen }, counted { $anchor }.
can-excuse-any-time = You can say so at any time.
can-excuse-with = Please add: { $what }.
can-suspends = Until it is decided nothing is restricted and the clocks stand still.
can-non-receipt = If nothing reached you, say so.
can-appearance = If you did come and it was not recorded, say so.
can-claim-decide = If nobody judges it within { $length-gen }, every restriction in the matter ends for good.
can-exception = You can ask for an exception ({ $exception }) from: { $measures }.
can-exception-grants = If nobody decides within { $length-gen }, you have it.
can-exception-refuses = It must be decided within { $length-gen }.
can-exception-lasts = It lasts { $term }.
can-nothing = This law gives you no remedy against it. That is a fault of this law, not yours.

## To the person: the rest
served-at = You count as notified since { $at }, { $channel-by }.
served-day = The day of service, from which time is counted: { $day }.
served-sender = For the authority it counts from { $at }.
served-unclear = Whether you count as notified cannot be told: the readings of the law do not agree.
served-not = By the law you have not been notified yet.
served-not-nothing = Nothing runs against you.
served-not-holds = By this law, what is said above holds all the same.
next-change = The next change, if nothing more happens: { $at }.
next-none = Nothing changes if nothing more happens.
next-sanction = This punishment may be imposed now: { $sanction }. It does not follow by itself.
next-sanction-unknown = Whether this punishment may be imposed cannot be told: { $sanction }.
next-sanction-imposed = This punishment was imposed: { $sanction }.
next-follow = This may be issued next: { $instrument }.
closed = Your matter is closed. Nothing follows from it any more.
void = Your matter is void. It never had any force.
stage-now = Your matter is in the stage “{ $stage }”.
stage-in-readings = { $n ->
    [one] In { $n } reading your matter is in the stage “{ $stage }”.
   *[other] In { $n } readings your matter is in the stage “{ $stage }”.
 }
stage-in-reading = Read as “{ $reading }”, your matter is in the stage “{ $stage }”.

## Why, or why not
why-heading = Why: { $measure }
why-restricted = { $measure } is restricted. What led to it:
why-not = { $measure } is not restricted. What stands against it:
why-unknown = Whether { $measure } is restricted cannot be told. What keeps it from being told:
why-no-measure = This law knows no such restriction: { $measure }.

## What is recorded, and who asked
file-nothing = No summons was issued to you.
file-known = What is recorded about you
file-fact = { $fact }: { $value } ({ $source }, recorded { $date })
file-no-fact = Nothing is recorded about you.
file-asked = Who asked about you
file-nobody = Nobody has asked about you.
file-told = { $at }: { $desk } asked about this: { $measure }, for this purpose: { $purpose }. The answer: { $answer }.
file-refused = { $at }: { $desk } asked about this: { $measure }, for this purpose: { $purpose }. No answer was given.
file-corrected = That answer was wrong; it was corrected on { $at }.

## To the court
court-heading = Position of the matter { $matter }
court-regime = Law { $regime }, version { $version }, SHA-256 { $digest }
court-eligible = May be called: { $answer }
court-served = Served: since { $at }, { $channel-by } (rule: { $rule })
court-served-day = Day of service, from which time is counted: { $day }
court-served-sender = Served for the sender: since { $at }
court-not-served = Served: no
court-stage = Stage, read as “{ $reading }”: { $stage }
court-stage-only = Stage: { $stage }
court-duty = Duty: { $duty }: { $status }
court-duty-due = Duty: { $duty }: { $status }, due { $due }
status-open = open
status-met = met
status-excused = excused
status-void = void
status-no = may not be imposed
status-unknown = cannot be told
status-imposed = imposed
status-may = may be imposed
court-sanction = Punishment: { $sanction }: { $status }
court-follow = May follow: { $instrument }
court-measure = { $measure }: { $answer }
court-since = since { $at }
court-until = until { $at }
court-reading = Read as “{ $reading }”: { $answer }
court-remedy = Remedy: { $remedy }, open until { $until }
court-remedy-open = Remedy: { $remedy }, open
court-ends = Ends with: { $events }
court-next = Next change: { $at }
court-events = What happened, with digests
court-event = { $id }: { $event }, { $at }; recorded { $recorded }
court-digest = SHA-256 { $digest }
court-facts = Digests are SHA-256 of the event as JSON with sorted keys and no spaces.
court-cites = [{ $cites }]
court-rests = rests on { $events }

## The reasons of a proof; `$truth` is yes, no or unknown
proof-restricted = { $truth ->
    [yes] Restricted: { $measure }.
    [no] Not restricted: { $measure }.
   *[unknown] Whether this is restricted cannot be told, so it is not asserted: { $measure }.
 }
proof-over-readings = { $truth ->
    [yes] Every reading of the law says so.
    [no] No reading of the law says so.
   *[unknown] It cannot be told, or the readings of the law differ: nothing is asserted.
 }
proof-earlier-knowledge = What was recorded at that time did not show it, and a later record burdens only from then on.
proof-test = It is a test: it has no force.
proof-closed = The matter was closed on { $at }: { $event-done }.
proof-void-from-start = The matter was void from the start: { $event-done } ({ $at }).
proof-nothing-to-obey = Service came after the date in the summons ({ $at }) and leaves nothing to obey.
proof-law = { $truth ->
    [yes] The law is in force.
    [no] No version of the law is in force.
   *[unknown] Whether the law is in force cannot be told.
 }
proof-version = { $truth ->
    [yes] The law of the version { $version } says so.
    [no] The law of the version { $version } does not say so.
   *[unknown] By the law of the version { $version } it cannot be told.
 }
proof-served = Served on { $at }, { $channel-by }: { $event-done }.
proof-served-day = Served on { $at }, { $channel-by }: { $event-done }. The day of service: { $day }.
proof-not-served = No copy has served.
proof-did-not-serve = This did not serve ({ $at }, { $channel-by }): { $event-done }. { $why }
no-service-courtesy = The channel is a courtesy.
no-service-no-law = No version of the law was in force.
no-service-region = The channel was not open in that region then.
no-service-by = It was not handed over by someone who may do so.
no-service-to = It was not handed to someone who may take it.
no-service-place = It was not handed over at a place where that may be done.
no-service-need = The channel needs this to be shown: { $test }.
no-service-rebutted = It was rebutted on { $on }.
no-service-copy = Service had taken place before; a copy restarts nothing.
no-service-window = It was posted outside the time of the year for it.
no-service-first-contact = The channel that must come first had not been used.
no-service-not-judged = It was not judged to be so: { $judgement }.
no-service-alerts = Too few alerts had been sent without failing.
no-service-attempts = Too few attempts had been made.
no-service-not-tried = No copy had been posted here before, or the channel is a courtesy: { $channel }.
no-service-returned = It came back to the sender on { $on }.
no-service-public-event = It depends on this public event: { $name }.
no-service-mark = It does not bear the carrier’s mark, or is not the attempt, that serves.
no-service-not-received = It was found on { $on } that it had not arrived.
no-service-waiting = A wait lasts until { $until }.
proof-stage = { $truth ->
    [yes] The matter is in the stage “{ $stage }”, in which this holds.
    [no] The matter is in the stage “{ $stage }”, in which this does not hold.
   *[unknown] The matter is in the stage “{ $stage }”; whether this holds then cannot be told.
 }
proof-step = In the stage “{ $stage }” since { $at }: { $why }.
step-begun = the matter began
step-event = { $event-done }
step-excuse = a good reason was accepted
step-period = the period { $period } was over
step-missed = the last day of this duty had passed: { $duty }
step-clock = time had passed
proof-uncovered = From { $from } the calendar does not say whether the period is over.
proof-eligible = { $truth ->
    [yes] It is shown that this person may be called.
    [no] This person may not be called.
   *[unknown] It is not shown that this person may be called.
 }
proof-category = { $truth ->
    [yes] Belongs to: { $category }.
    [no] Does not belong to: { $category }.
   *[unknown] Whether it belongs here cannot be told: { $category }.
 }
proof-all = { $truth ->
    [yes] All of these hold.
    [no] Not all of these hold.
   *[unknown] Whether all of these hold cannot be told.
 }
proof-any = { $truth ->
    [yes] At least one of these holds.
    [no] None of these holds.
   *[unknown] Whether one of these holds cannot be told.
 }
proof-fact = { $truth ->
    [yes] This is so: { $test }. { $known }
    [no] This is not so: { $test }. { $known }
   *[unknown] Whether this is so cannot be told: { $test }. { $known }
 }
fact-known = It is on record.
fact-known-record = It is on record: { $source }, { $date }.
fact-missing = It is not on record.
fact-stale = The record is too old.
fact-stale-record = The record is too old: { $source }, { $date }.
fact-conflict = The records do not agree.
fact-other-source = This law does not take it from that source: { $source }.
fact-unproved = It was written down, and no witness has signed for that yet.
proof-eligible-throughout = It was shown at every instant since service, or confirmed anew.
proof-eligibility-lapsed = From { $from } it was not shown that this person may be called, and it was not confirmed anew since.
proof-own-condition = { $truth ->
    [yes] The condition of this restriction is met.
    [no] The condition of this restriction is not met.
   *[unknown] Whether the condition of this restriction is met cannot be told.
 }
proof-not-warned = This warning was not given: { $warning }.
proof-warned = { $truth ->
    [yes] Warned on { $at }; the time to comply ran until { $until }.
   *[other] Warned on { $at }; the time to comply runs until { $until }.
 }
proof-warned-standing = Warned on { $at }; the time to comply stands still.
proof-undecided = Nobody has decided it for this one person.
proof-decided = Decided for this one person on { $at }; by: { $who }.
proof-decided-too-late = The decision of { $at } came too late: there was time for it until { $until }.
proof-not-stayed = No remedy stays it.
proof-stayed = Stayed since { $at }: { $remedy }.
proof-no-claim = Nothing undecided suspends it.
proof-excuse-undecided = Suspended: a good reason ({ $excuse }) was given on { $at } and is not decided.
proof-receipt-denied = Suspended: it was said on { $at } that nothing arrived, and that is not judged.
proof-appearance-claimed = Suspended: it was said on { $at } that the duty was done, and that is not judged.
proof-exception-granted = An exception is granted since { $at }: { $exception }.
proof-exception-until = An exception is granted from { $at } until { $until }: { $exception }.
proof-new-day = An accepted good reason has set a new day, which has not passed.
proof-ended = It was ended, or the authority was silent on a remedy: it does not return in this matter.
proof-limit-not-begun = Its longest duration has not begun to run.
proof-limit = { $truth ->
    [yes] It can last until { $at } at the longest.
   *[other] Its longest duration ended on { $at }.
 }
