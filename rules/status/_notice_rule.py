"""The base of the rules about one kind of notice on a work that stands."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from checker.model.notice import Notice, NoticeKind
from checker.model.reference import ReferenceEntry
from checker.model.text import Location
from checker.rule import Confidence, Context, EntryRule, Finding, Needs
from rules.status._notices import confidence, is_retracted, notices_about, told


class NoticeRule(EntryRule):
    """A rule about the last notice of one `kind` on the cited work, unless the work is retracted: that says more."""

    confidence = Confidence.HIGH
    needs = Needs.ENTRIES
    kind: ClassVar[NoticeKind]
    advice: ClassVar[str]

    @abstractmethod
    def message(self, entry: ReferenceEntry, notice: Notice) -> str:
        """What was published about the work, and when."""

    def run(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule in one manuscript; none without a file of notices."""
        return super().run(context) if context.notices else iter(())

    def check(self, entry: ReferenceEntry, context: Context) -> Iterator[Finding]:
        """At most one finding for an entry."""
        notices = notices_about(entry, context)
        last = next((notice for notice in reversed(notices) if notice.kind is self.kind), None)
        if last is None or is_retracted(notices):
            return
        yield self.finding(
            self.message(entry, last),
            Location(entry.path, entry.span_of("title")),
            key=(last.kind.value, last.doi),
            confidence=confidence(entry, context),
            help=self.advice,
            **told(entry, context, last),
        )
