"""Checks the issuers that the environment's settings name, over the network."""

from collections.abc import Iterator

import typer

from services.auth.federation import Issuers
from services.auth.federation.checking import faults_of, key_faults
from services.auth.federation.profiles import WrongProfiles
from services.auth.settings import AuthSettings
from services.kit.maskinporten import MachineIssuer, WrongMaskinporten


def issuer_lines() -> Iterator[tuple[str, bool]]:
    """A line for each issuer, and whether all is well with it. Settings that cannot be read end the command with 1."""
    settings = AuthSettings()
    try:
        issuers, machines = Issuers(settings), MachineIssuer.read(settings.maskinporten)
    except (WrongProfiles, WrongMaskinporten) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    for issuer in issuers:
        faults = faults_of(issuer.profile)
        told = "; ".join(faults) or f"well; register {issuer.redirect_uri} there"
        if issuer.profile.authentication == "private_key_jwt" and not faults:
            told += f" and our keys, {settings.origin}/oauth/jwks"
        yield f"{issuer.profile.name}: {told}", not faults
    if machines is not None:
        faults = key_faults(machines.jwks_uri)
        yield f"maskinporten: {'; '.join(faults) or 'well'}", not faults
