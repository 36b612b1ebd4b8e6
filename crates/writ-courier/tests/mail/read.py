"""Prints the messages of a maildir as JSON: who reads them is not who wrote them."""

import email
import email.policy
import json
import mailbox
import sys

read = []
for message in mailbox.Maildir(sys.argv[1], create=False):
    parsed = email.message_from_bytes(bytes(message), policy=email.policy.default)
    read.append(
        {
            "headers": {name.lower(): str(value) for name, value in parsed.items()},
            "body": parsed.get_content(),
        }
    )
json.dump(read, sys.stdout)
