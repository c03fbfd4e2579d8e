"""Who must do or know something? Owns tasks, inboxes, preferences and the record of what was sent.

Promises that a task closes by itself when what it asks for has happened, that everybody concerned is notified of an
event once, and that each mail is recorded before it is sent and ends delivered, failed or dead, whatever is killed.
Follows all the others; asks their owners for addresses, names and titles when it writes a mail, and stores none.

What is where: `followers` receives the other services' events and `reactions` says what each of them does; `tasks`
holds what waits for somebody, `inbox` what people were notified of, `deliveries` the mail made of it, its worker and
its channels, `mails` what a mail says, `previews` every mail with made up facts, `abouts` what things are about by
their owners, and `preferences` how a person wants to be notified. Below them, `events` knows whom an event concerns,
and `members` who has which role in a body and who is away. Each folder imports only those after it in the contract
`nouns-of-notify` of `.importlinter`; `access` says who may, `peers` asks siblings, `texts` holds what people read.
"""
