### What oversight and everybody read, and what is said where something is not done.

## Oversight
oversight-regimes = The laws and what the checks find
oversight-access = Who looked at what
oversight-campaigns = People judged and notices issued, all campaigns
oversight-grounds = Not called or turned away, by ground
oversight-ledger = Ledger and witnesses
aggregates = What was done, by day
aggregates-none = No day has been published yet.
aggregates-acts = Acts recorded, by kind
aggregates-days = { $n ->
    [one] { $n } day was published.
   *[other] { $n } days were published.
 }
aggregates-untold = { $n ->
    [0] No number was left out.
    [one] { $n } number below 10 was left out, because it could be somebody.
   *[other] { $n } numbers below 10 were left out, because they could be somebody.
 }
aggregate-issued = Issued
aggregate-registered = Entered in the register
act-kind = What
ledger-origin = Name
ledger-size = Entries with a place
ledger-witnessed = Of these, signed for by witnesses
ledger-waiting = Waiting for a place
ledger-witnessed-at = Last signed
ledger-witnesses = Witnesses
ledger-unwitnessed = Nobody outside watches this ledger. Only a sandbox may run so.
ledger-means = Everything recorded has a place in a ledger that only grows. Witnesses outside the authority sign that nothing in it was changed or taken out.
regimes-means = Every law runs as data and is checked. What a check finds is shown, whatever it says of the law.
regime-version = Version
regime-digest = Digest
findings = Findings
findings-none = no findings
findings-count = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
 }
access-from = From
access-until = Until and including
access-officer = Officer (empty: everybody)
access-as = As
access-whose = Whose file
access-seen = Seen
access-file = the file
access-attachment = evidence that the person gave
access-erased = erased
access-none = Nobody looked at anything on these days.

## Everybody
public-means = Figures without people, and the laws by which this registry goes, in plain words.
public-laws = The laws
public-small = A number below 10 is not told, because it could be somebody.
law-reported = As a source reports it: this is not the law itself
law-illustrative = Made up, to show something
law-adopted = A promulgated text
law-sources = Sources and assumptions
law-assumptions = What was put in because no source says it
status-up = The registry answers
status-now = Its clock stands at { $at }.
status-outages = When a channel is out, days that run on it stand still where the law says so. An outage is recorded with its beginning and end, and counts in every matter that it touches.
proof-means = Whatever is posted to you has a proof: a small file that anybody can check, without us and without the network.
proof-shows = What a proof shows
proof-shows-posted = that this very act was recorded, and in which order among yours
proof-shows-when = between which times that was, by the word of witnesses outside the authority
proof-shows-text = under which text of which law
proof-shows-not = It vouches for the text, not for the picture of a page. It does not show that you read it.
proof-how = How to check it
proof-get = Download the proof or the PDF of your notice.
proof-program = Build the program from its source:
proof-run = Check the file, and give the policy below:
proof-read = Read what it prints: the text that was committed to, the times, and who signed.
proof-policy = The policy of this registry
proof-policy-means = It names the registry's key and the witnesses whose word counts. Compare it with what the witnesses themselves publish.

## The clock of a sandbox
clock-title = The clock
clock-means = In a sandbox you can move the clock forward and see what the law then says. It never goes back.
clock-steps = Move by days
clock-day = One day
clock-week = One week
clock-twenty = Twenty days
clock-to = Move to
clock-to-hint = A day and a time later than now
clock-move = Move the clock
wrong-clock = Give a day and a time later than now

## Where something is not done
problem-absent = There is nothing here
problem-forbidden = This is not for this account
problem-refused = This was not done
problem-malformed = This could not be read
problem-later = This cannot be done right now
problem-failed = Something went wrong on our side
problem-means-absent = The address may be mistyped, or it is not yours to see.
problem-means-forbidden = Sign in with an account that may, or ask who may.
problem-means-refused = Nothing was recorded. These are the reasons:
problem-means-malformed = Nothing was recorded. Go back and try again.
problem-means-later = Nothing was recorded. Wait a moment and try again.
problem-means-failed = Nothing was recorded. It is not because of you. Try again later; last days do not pass because of our faults where the law says so.
problem-start = To the start
refused-unknown-person = There is nobody with this identifier in the register. Check it letter by letter.
refused-other-office = This account does not act for that office. An officer of that office may.
refused-not-permitted = This account may not do this.
refused-two-pairs-of-eyes = Somebody else has to do this: two pairs of eyes.
refused-future = This has not happened yet. Record it when it has.
refused-not-a-delegate = This is not your file, and you are nobody’s delegate for it.
refused-no-account = There is no file under the identifier that you signed in with. If a notice reached you on paper, bring it to the office that it names.
refused-matter-closed = This matter is closed.
