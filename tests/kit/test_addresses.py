"""Mail addresses, as GOV.UK Notify's public list sorts them (alphagov/notifications-utils, test_email_address.py)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.kit.addresses import DomainName, Email, account_named, address_of

EMAIL, DOMAIN = TypeAdapter(Email), TypeAdapter(DomainName)

VALID = [
    "email@domain.com",
    "firstname.lastname@domain.com",
    "firstname.o'lastname@domain.com",
    "email@subdomain.domain.com",
    "firstname+lastname@domain.com",
    "1234567890@domain.com",
    "email@domain-one.com",
    "_______@domain.com",
    "email@domain.name",
    "email@domain.superlongtld",
    "email@domain.co.jp",
    "firstname-lastname@domain.com",
    "info@german-financial-services.reallylongarbitrarytldthatiswaytoohugejustincase",
    "email@double--hyphen.com",
    "post@avd.sub.etat.dep.stat.no",
    "post@a.b.c.d.e.f.g.h.no",
    "post@1881.no",
    "post@xn--blfjell-fxa.kommune.no",
]
INVALID = [
    "email@123.123.123.123",
    "email@[123.123.123.123]",
    "plainaddress",
    "@no-local-part.com",
    "Outlook Contact <outlook-contact@domain.com>",
    "no-at.domain.com",
    "no-tld@domain",
    ";beginning-semicolon@domain.co.uk",
    "middle-semicolon@domain.co;uk",
    "trailing-semicolon@domain.com;",
    '"email+leading-quotes@domain.com',
    'email+middle"-quotes@domain.com',
    '"quoted-local-part"@domain.com',
    '"quoted@domain.com"',
    "lots-of-dots@domain..gov..uk",
    "two-dots..in-local@domain.com",
    "multiple@domains@domain.com",
    "spaces in local@domain.com",
    "spaces-in-domain@dom ain.com",
    "underscores-in-domain@dom_ain.com",
    "pipe-in-domain@example.com|gov.uk",
    "comma,in-local@gov.uk",
    "comma-in-domain@domain,gov.uk",
    "pound-sign-in-local£@domain.com",
    "local-with-’-apostrophe@domain.com",
    "local-with-”-quotes@domain.com",
    "domain-starts-with-a-dot@.domain.com",
    "brackets(in)local@domain.com",
    f"email-too-long-{'a' * 320}@example.com",
    "incorrect-punycode@xn---something.com",
    # of our own
    ".dot-first@domain.com",
    "dot-last.@domain.com",
    "email@domain.com.",
    "email@-domain.com",
    "email@domain-.com",
    "post@b.no\nBcc: x@y.no",
    "post\x00@b.no",
    "post@b.no\x00",
    "\u212aari@domain.com",
    "email@domain\uff20x.com",
    "email@domain\u2024com",
    f"email@{'a' * 64}.com",
    f"{'a' * 65}@domain.com",
    "",
]
INTERNATIONAL = {
    "post@blåfjell.kommune.no": "post@xn--blfjell-fxa.kommune.no",
    "post@BLÅFJELL.kommune.no": "post@xn--blfjell-fxa.kommune.no",
    "post@bla\u030afjell.kommune.no": "post@xn--blfjell-fxa.kommune.no",
    "post@XN--BLFJELL-FXA.kommune.no": "post@xn--blfjell-fxa.kommune.no",
    "post@blåfjell\u3002kommune\uff0eno": "post@xn--blfjell-fxa.kommune.no",
    "post@čáhcesuolu.example": "post@xn--hcesuolu-7ya35b.example",
    "info@german-financial-services.vermögensberatung": "info@german-financial-services.xn--vermgensberatung-pwb",
    "japanese-info@例え.テスト": "japanese-info@xn--r8jz45g.xn--zckzah",
}


class TestEmail:
    @pytest.mark.parametrize("address", VALID)
    def test_takes(self, address: str) -> None:
        assert EMAIL.validate_python(address) == address

    @pytest.mark.parametrize("address", INVALID)
    def test_refuses(self, address: str) -> None:
        with pytest.raises(ValidationError):
            EMAIL.validate_python(address)

    @pytest.mark.parametrize(("written", "kept"), INTERNATIONAL.items())
    def test_keeps_international_domains_as_punycode(self, written: str, kept: str) -> None:
        assert EMAIL.validate_python(written) == kept

    @pytest.mark.parametrize(
        "around", [" {} ", "\t{}", "\t{}\n", "\u200b{}\u200b", "\ufeff{}", "{}\u00a0", "\r\n{}\u2060"]
    )
    def test_forgives_what_is_around(self, around: str) -> None:
        assert EMAIL.validate_python(around.format("Post@X.no")) == "post@x.no"

    @given(st.text(max_size=40) | st.sampled_from([*VALID, *INTERNATIONAL]).map(lambda address: f" {address.upper()}"))
    def test_has_one_way_to_write_each(self, written: str) -> None:
        try:
            kept = address_of(written)
        except ValueError:
            return
        assert kept.isascii()
        assert address_of(kept) == account_named(written) == account_named(kept) == kept


class TestDomainName:
    @pytest.mark.parametrize("address", VALID)
    def test_takes_what_addresses_have(self, address: str) -> None:
        assert DOMAIN.validate_python(f" {address.rpartition('@')[2].upper()}\u200b") == address.rpartition("@")[2]

    @pytest.mark.parametrize(
        "domain", ["no", "a..no", "a_b.no", "@a.no", "a b.no", "127.0.0.1", "a.no/x", "a.no:25", ""]
    )
    def test_refuses(self, domain: str) -> None:
        with pytest.raises(ValidationError):
            DOMAIN.validate_python(domain)


class TestAccountNamed:
    def test_takes_no_time_for_endless_marks(self) -> None:
        endless = "post@a" + "\u0316\u0301" * 40_000 + ".no"
        assert account_named(endless) == endless

    @pytest.mark.parametrize("written", ["", "nobody", "Nobody", "a@b", "\x00", "\ud800@x.no"])
    def test_never_fails(self, written: str) -> None:
        assert account_named(written) == written.lower()
