"""Represented bodies as Ansattporten and Altinn describe them."""

from typing import Any


def party(orgnr: str, **more: Any) -> dict[str, Any]:
    return {"orgno": {"authority": "iso6523-actorid-upis", "ID": f"0192:{orgnr}"}, "name": "NN", **more}


def reportee(orgnr: str, *rights: str) -> dict[str, Any]:
    return {"Authority": "iso6523-actorid-upis", "ID": f"0192:{orgnr}", "Name": "NN", "Rights": list(rights)}


SERVICE = {"type": "ansattporten:altinn:service", "resource": "urn:altinn:resource:2480:40"}


RESOURCE = {"type": "ansattporten:altinn:resource", "resource": "urn:altinn:resource:ressurspool"}


ORGNO = {"type": "ansattporten:orgno"}
