#!/usr/bin/env python3
"""Reads a file's lines with one of the tools that are Python modules, and prints how many finds.

usage: detect.py datafog-core|presidio FILE

Exit 127: the module isn't installed.
"""
import sys


def datafog():
    import datafog_core
    return lambda line: len(list(datafog_core.scan(line)))


def presidio():
    """The recognisers that are patterns; no language model, nothing fetched."""
    import tldextract
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=())
    from presidio_analyzer import EntityRecognizer, RecognizerRegistry
    from presidio_analyzer.pattern_recognizer import PatternRecognizer
    registry = RecognizerRegistry()
    registry.load_predefined_recognizers()
    patterns = [each for each in registry.recognizers
                if isinstance(each, PatternRecognizer) and isinstance(each, EntityRecognizer)]
    return lambda line: sum(len(each.analyze(line, each.supported_entities) or [])
                            for each in patterns)


def main():
    name, path = sys.argv[1:]
    try:
        find = {"datafog-core": datafog, "presidio": presidio}[name]()
    except ImportError:
        sys.exit(127)
    with open(path, encoding="utf-8", errors="replace") as lines:
        print(sum(find(line) for line in lines))


main()
