"""Text → `Passage`: a spaCy pipeline without a trained model, one Doc per paragraph, a citation marker as a single token."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, product
from math import prod

from spacy import load
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.util import filter_spans, get_lang_class

from checker.claims import words
from checker.claims.lexicon import GAP, Lexicon
from checker.claims.plain import PlainReader, merged
from checker.errors import UsageError
from checker.model.claim import Passage, Term, Word
from checker.model.text import Span

#: Characters that lexicons write in one way only. Every one is replaced by one, so offsets stay true.
_PLAIN = str.maketrans("\u2010\u2011\u2013\u2014\u2019\n\r\t\u00a0\u2009\u202f⁰¹²³⁴⁵⁶⁷⁸⁹", "----'      0123456789")
#: The sign of forms that are the ending of words, and how many letters stand before it at least.
_EACH, _LEAST_STEM = "*", 2
#: The sign of forms whose letters count as they are.
_EXACT = "="
#: A form with more combinations of its alternatives is looked for as a pattern.
_MOST_PHRASES = 300
#: The keys of so many words are kept from one manuscript to the next, some 10 MB.
_MOST_KEYS = 100_000
_LETTERS = re.compile(r"[^\W\d_]{3}")


class Reader(PlainReader):
    """Reads texts with a set of lexicons. Making one loads spaCy's English tokenizer; a trained model only if one is named."""

    def __init__(self, lexicons: Iterable[Lexicon] = (), model: str = "") -> None:
        """Prepares the matchers for the terms of all lexicons.

        `model` is the name or folder of an installed spaCy model: with it words meet by their lemmas, not only by
        their stems (`rose`, `rising`). Raises UsageError for one that isn't installed.
        """
        self._nlp = _model(model) if model else get_lang_class("en")()
        self._phrases, self._exact = (PhraseMatcher(self._nlp.vocab, attr=attribute) for attribute in ("LOWER", "ORTH"))
        #: By spaCy's number of their first word: most texts need none of them.
        self._patterns: dict[int, Matcher] = {}
        self._longest = 0
        self._keys: dict[tuple[int, int], str] = {}
        self._endings: dict[str, list[str]] = {}
        for lexicon in lexicons:
            for group, name, form in lexicon.forms():
                self._add(f"{lexicon.name}\t{group}\t{name}", form)

    def forgetting(self) -> AbstractContextManager[object]:
        """A zone of memory: outside one, spaCy keeps every word that it ever met."""
        if len(self._keys) > _MOST_KEYS:
            self._keys.clear()
        return self._nlp.memory_zone()

    def read(self, text: str, start: int = 0, markers: Sequence[Span] = (), opaque: Sequence[Span] = ()) -> Passage:
        """A paragraph, abstract or title as a passage that starts at `start` of its file.

        `markers` and `opaque` (maths, code, links) are spans of `text`, ascending; each becomes one token without content.
        """
        passage = super().read(text, start, markers, opaque)
        apart = merged([*markers, *opaque])
        marked = {span.start for span in apart}
        doc = self._doc(text.translate(_PLAIN), apart, [sentence.shifted(-start) for sentence in passage.sentences])
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return replace(
            passage,
            words=tuple(
                Word(key, Span(start + token.idx, start + token.idx + len(token)))
                for token in doc
                if (key := self._key(token)) and token.idx not in marked
            ),
            terms=self._terms(doc, start),
        )

    def _key(self, token: Token) -> str:
        """The key of a content word; an empty one for other tokens."""
        word = token.orth, token.lemma
        if word not in self._keys:
            content = not token.is_stop and _LETTERS.search(token.text)
            self._keys[word] = words.key(token.lemma_.lower() or token.lower_) if content else ""
        return self._keys[word]

    @cached_property
    def _ended(self) -> re.Pattern[str]:
        """Whole words with an ending that a lexicon names."""
        endings = "|".join(map(re.escape, self._endings))
        return re.compile(rf"\b[a-z]{{{_LEAST_STEM},30}}(?:{endings})\b", re.IGNORECASE)

    def _doc(self, text: str, apart: Sequence[Span], parts: Sequence[Span]) -> Doc:
        """A Doc in which each span of `apart` is one token; the text between is tokenized as usual.

        The starts of sentences are given to the constructor: set one by one, each would make spaCy read the whole Doc. A text
        without `apart`, such as an abstract, has none: nothing here asks for them.
        """
        if not apart:
            return self._nlp.tokenizer(text)
        pieces: list[str] = []
        spaces: list[bool] = []
        place = 0
        for span in (*apart, Span(len(text), len(text))):
            self._tokenize(text[place : span.start], pieces, spaces)
            if span:
                pieces.append(span.of(text))
                spaces.append(False)
            place = span.end
        starts = {part.start for part in parts}
        ends = accumulate((len(piece) + space for piece, space in zip(pieces, spaces, strict=True)), initial=0)
        return Doc(
            self._nlp.vocab,
            words=pieces,
            spaces=spaces,
            sent_starts=[place in starts for place, _ in zip(ends, pieces, strict=False)],
        )

    def _tokenize(self, text: str, pieces: list[str], spaces: list[bool]) -> None:
        if text.startswith(" ") and spaces and not spaces[-1]:
            text, spaces[-1] = text[1:], True
        for token in self._nlp.tokenizer(text):
            pieces.append(token.text)
            spaces.append(bool(token.whitespace_))

    def _terms(self, doc: Doc, start: int) -> tuple[Term, ...]:
        """The terms in a Doc; of overlapping ones of a lexicon, the longest."""
        found: dict[str, list[tuple[str, str, int, int]]] = {}
        phrases = (hit for matcher in (self._phrases, self._exact) if len(matcher) for hit in matcher(doc))
        for match, first, last in (*phrases, *self._by_pattern(doc)):
            lexicon, group, name = self._nlp.vocab.strings[match].split("\t")
            found.setdefault(lexicon, []).append((group, name, first, last))
        for label, place in self._by_ending(doc):
            lexicon, group, _ = label.split("\t")
            hits = found.setdefault(lexicon, [])
            if not any(known == group and first == place for known, _, first, _ in hits):  # nor has the lexicon a name for it
                hits.append((group, doc[place].lower_, place, place + 1))
        terms: list[Term] = []
        for lexicon, hits in found.items():
            longest = {(span.start, span.end) for span in filter_spans(doc[first:last] for _, _, first, last in hits)}
            for group, name, first, last in dict.fromkeys(hits):
                if (first, last) in longest:
                    span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1])).shifted(start)
                    terms.append(Term(lexicon, group, name, span))
        return tuple(sorted(terms, key=lambda term: (term.span.start, term.span.end, term.lexicon, term.group)))

    def _by_ending(self, doc: Doc) -> Iterator[tuple[str, int]]:
        """The words with an ending that a lexicon names, each with the label of the form."""
        for match in self._ended.finditer(doc.text) if self._endings else ():
            word = doc.char_span(*match.span())
            if word is not None and len(word) == 1:
                for ending, labels in self._endings.items():
                    if match[0].lower().endswith(ending):
                        yield from ((label, word.start) for label in labels)

    def _by_pattern(self, doc: Doc) -> Iterator[tuple[int, int, int]]:
        """The matches of patterns as (label, first token, behind the last), looked for where their first words stand."""
        for place, word in enumerate(doc.to_array("LOWER").tolist()):
            if word in self._patterns:
                window = doc[place : place + self._longest]
                yield from ((match, place, place + last) for match, first, last in self._patterns[word](window) if not first)

    def _add(self, label: str, form: str) -> None:
        """A form to the matcher that fits it: a plain phrase, or a pattern with alternatives, options or gaps."""
        if form.startswith(_EACH):
            self._endings.setdefault(form[1:].lower(), []).append(label)
            return
        phrases = self._exact if form.startswith(_EXACT) else self._phrases
        form = form.removeprefix(_EXACT)
        slots = [_choices(slot) for slot in form.split()]
        if "..." not in form and prod(map(len, slots)) <= _MOST_PHRASES:
            for words in product(*slots):
                phrases.add(label, [self._nlp.tokenizer(" ".join(filter(None, words)))])
            return
        rest = [part for slot, words in zip(form.split()[1:], slots[1:], strict=True) for part in self._pattern(slot, words)]
        self._longest = max(self._longest, 1 + len(rest))
        for word in slots[0]:
            matcher = self._patterns.setdefault(self._nlp.vocab.strings.add(word.lower()), Matcher(self._nlp.vocab))
            matcher.add(label, [[{"LOWER": word.lower()}, *rest]])

    def _pattern(self, slot: str, words: Sequence[str]) -> list[dict[str, object]]:
        """A slot of a form as tokens of a pattern."""
        if slot == "...":
            return [{"IS_PUNCT": False, "OP": "?"}] * GAP
        option = {"OP": "?"} if "" in words else {}
        if len(words) > 1:
            return [{"LOWER": {"IN": [word.lower() for word in words if word]}, **option}]
        return [{"LOWER": token.lower_} for token in self._nlp.tokenizer(slot)]


def _model(name: str) -> Language:
    """A trained model without the components that find sentences and names: sentences are ours."""
    try:
        return load(name, exclude=["parser", "senter", "sentencizer", "ner"])
    except (OSError, ImportError, ValueError) as problem:
        said = str(problem).partition("\n")[0]
        raise UsageError(f"--spacy-model {name}: can't be loaded: {said}; install the model, or name none") from problem


def _choices(slot: str) -> list[str]:
    """The words that a slot of a form allows, an empty one where it may be left out."""
    return [*slot.removesuffix("?").split("|"), *([""] if slot.endswith("?") else [])]
