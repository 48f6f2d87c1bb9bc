#!/usr/bin/env python3
"""Runs other masking tools one value at a time, each in a virtual environment that run.py makes.

usage: masking.py [PEER]

A line a measurement: what ran, values, processor seconds of the best run, and what the tool made of
0123456789012345 under the key 000102…1f where that is FF1 with an empty tweak, else `-`. Without an
argument all peers run, each in its environment; what can't be installed or run is named on stderr.
"""
import pathlib
import subprocess
import sys
import time

from run import environment

HERE = pathlib.Path(__file__).resolve()
KEY = bytes(range(32))
DIGITS = [str(10**15 + 7919 * n) for n in range(2_000)]
TEXTS = [f"please write to user{n}@mail.example.org soon" for n in range(500)]


def report(name, work, values, answer="-"):
    """Times `work` over all values five times after a warm-up."""
    best = None
    for _ in range(6):
        start = time.process_time()
        for value in values:
            work(value)
        seconds = time.process_time() - start
        best = seconds if best is None else min(best, seconds)
    print(name, len(values), f"{best:.6f}", answer, sep="\t", flush=True)


def cloudproof():
    from cloudproof_fpe import Alphabet
    digits = Alphabet("numeric")
    def encrypt(text):
        return digits.encrypt(KEY, b"", text)
    report("cloudproof-fpe, FF1, 16 digits", encrypt, DIGITS, encrypt("0123456789012345"))


def fastfpe():
    from fastfpe import ff1
    def encrypt(text):
        return ff1.encrypt(KEY.hex(), "", "0123456789", text)
    report("fastfpe, FF1, 16 digits", encrypt, DIGITS, encrypt("0123456789012345"))


def ff3():
    from ff3 import FF3Cipher
    cipher = FF3Cipher(KEY.hex(), "00000000000000")
    report("ff3, FF3-1, 16 digits", cipher.encrypt, DIGITS)


def pyffx():
    import pyffx as package
    form = package.String(KEY, alphabet="0123456789", length=16)
    report("pyffx, FFX, 16 digits", form.encrypt, DIGITS)


def presidio():
    from presidio_anonymizer import AnonymizerEngine
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult
    engine = AnonymizerEngine()
    hashed = {"EMAIL_ADDRESS": OperatorConfig("hash", {"hash_type": "sha256"})}
    def anonymize(text):
        start, end = text.index("user"), text.index(" soon")
        return engine.anonymize(
            text, [RecognizerResult("EMAIL_ADDRESS", start, end, 1.0)], hashed).text
    report("presidio-anonymizer, hash of a known span", anonymize, TEXTS)


def faker():
    from faker import Faker
    fake = Faker("en_US")
    Faker.seed(1)
    rows = range(2_000)
    report("Faker, name", lambda _: fake.name(), rows)
    report("Faker, email", lambda _: fake.safe_email(), rows)
    report("Faker, credit_card_number", lambda _: fake.credit_card_number(), rows)
    report("Faker, iban", lambda _: fake.iban(), rows)


# name: (packages, function)
PEERS = {
    "cloudproof-fpe": (["cloudproof-fpe"], cloudproof),
    "fastfpe": (["fastfpe"], fastfpe),
    "ff3": (["ff3"], ff3),
    "pyffx": (["pyffx"], pyffx),
    "presidio-anonymizer": (["presidio-anonymizer"], presidio),
    "faker": (["faker"], faker),
}


def main():
    if len(sys.argv) > 1:
        PEERS[sys.argv[1]][1]()
        return
    for name, (packages, _) in PEERS.items():
        try:
            python = environment("masking-" + name, packages)
            subprocess.run(
                [python, HERE, name], check=True, stderr=subprocess.PIPE, timeout=600)
        except subprocess.SubprocessError as error:
            lines = (getattr(error, "stderr", None) or b"").decode(errors="replace").split("\n")
            said = [line for line in lines if line.strip()][-1:] or [type(error).__name__]
            print(f"{name}: can't be run: {said[0][:160]}", file=sys.stderr)


if __name__ == "__main__":
    main()
