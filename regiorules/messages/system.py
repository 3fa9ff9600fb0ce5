"""Why the operating system doesn't do what it is asked, in Dutch and in English."""

from __future__ import annotations

import errno

from regiorules.text import Text

_REASONS: dict[str, Text] = {
    "ENOENT": Text("dat bestaat niet", "there is no such thing"),
    "EACCES": Text("u hebt daar geen rechten toe", "you have no permission"),
    "EPERM": Text("dat is niet toegestaan", "that isn't allowed"),
    "EROFS": Text("deze schijf is alleen-lezen", "this disk is read-only"),
    "ENOSPC": Text("de schijf is vol", "the disk is full"),
    "EDQUOT": Text("uw deel van de schijf is vol", "your share of the disk is full"),
    "EFBIG": Text("het bestand wordt te groot", "the file becomes too large"),
    "EISDIR": Text("dit is een map", "this is a folder"),
    "ENOTDIR": Text("een deel van het pad is geen map", "a part of the path isn't a folder"),
    "ENAMETOOLONG": Text("de naam is te lang", "the name is too long"),
    "ELOOP": Text("de koppelingen wijzen naar elkaar", "the links point at each other"),
    "EPIPE": Text("aan de andere kant leest niemand meer", "nobody reads at the other end any more"),
    "ENXIO": Text("aan de andere kant leest niemand", "nobody reads at the other end"),
    "EBADF": Text("die uitvoer of invoer is gesloten", "that input or output is closed"),
    "EIO": Text("het apparaat geeft een fout", "the device fails"),
    "EBUSY": Text("het is in gebruik", "it is in use"),
    "ETXTBSY": Text("het is in gebruik", "it is in use"),
    "EMFILE": Text("er staan te veel bestanden open", "too many files are open"),
    "EEXIST": Text("dat bestaat al", "it exists already"),
    "ENOTEMPTY": Text("die map is niet leeg", "that folder isn't empty"),
    "ENODEV": Text("dat apparaat is er niet", "there is no such device"),
    "ENOMEM": Text("er is niet genoeg geheugen", "there isn't enough memory"),
    "EADDRINUSE": Text("een ander programma luistert daar al", "another program listens there already"),
    "EADDRNOTAVAIL": Text("dat is geen adres van deze computer", "that is no address of this computer"),
    "ETIMEDOUT": Text("er kwam geen antwoord", "no answer came"),
    "ECONNREFUSED": Text("de verbinding wordt geweigerd", "the connection is refused"),
    "ECONNRESET": Text("de verbinding is verbroken", "the connection was broken"),
    "ENETUNREACH": Text("er is geen netwerk", "there is no network"),
    "EHOSTUNREACH": Text("die computer is niet te bereiken", "that computer can't be reached"),
    "EINVAL": Text("dat kan hier niet", "that can't be done here"),
}
_OTHER = Text("het besturingssysteem meldt fout {number}", "the operating system reports error {number}")


def reason(cause: OSError) -> Text:
    """Why it failed, in words."""
    number = cause.errno or 0
    return _REASONS.get(errno.errorcode.get(number, "")) or Text(
        *(each.format(number=number) for each in (_OTHER.nl, _OTHER.en))
    )
