### A courtesy: a message that something waits in the account, and not a word of what it is.

courtesy-subject = Something waits for you in your account
courtesy-subject-sandbox = SANDBOX – { $subject }
courtesy-subject-drill = DRILL – { $subject }
courtesy-waits = Something waits for you in your account. What it is, this message does not say, so that nobody else reads it.
courtesy-where = Sign in and read it there: { $address }
courtesy-asks-nothing = This message asks you for nothing: no password, no payment, no reply.
courtesy-no-effect = This message has no legal effect. What counts is in your account.
courtesy-counts = By the law, this message is one of those that tell from when you count as notified.
courtesy-drill = This is a DRILL. It has no legal force, you need not do anything, and nothing follows from it.
courtesy-sandbox = This comes from a SANDBOX. It has no legal force, and the people in it are made up.
courtesy-short = Something waits for you in your account: { $address }
