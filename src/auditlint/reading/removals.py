"""Whether an entry says of itself that it is no more, in words of several languages or by its shape."""

from __future__ import annotations

from auditlint.reading.numbers import pattern

_WORDS = (
    r"~~|\b(?:removed|deprecated|superseded|withdrawn|obsolete|dropped|deferred|out of scope|n/a|"
    r"future|merged|retired|reserved)\b"
)
#: Words of other languages also say what the entry is about, so they must open it or a remark.
_OTHERS = (
    r"(?:^|[(（\[【:：—–-])[\s*_`]{0,6}(?:已?(?:移除|删除|刪除|取消|废弃|廢棄|作废|合并|合併)|削除|廃止|"
    r"삭제|제거|폐지|entfernt|entfällt|gestrichen|verworfen|supprimé|retiré|abandonné|eliminad[oa]|"
    r"removid[oa]|descartad[oa]|rimoss[oa]|eliminat[oa]|удал[её]н|отмен[её]н|usunięt)"
)
_REMARK = r"[\s*_~`]{0,8}[(（\[【][^()（）\[\]【】]{0,400}[)）\]】][\s*_~`.。]{0,8}"
#: Only so much at the beginning speaks of the entry itself.
_HEAD = 60


def says_removed(text: str) -> bool:
    """Whether the beginning of an entry says that the entry was taken out or put off."""
    head = text[:_HEAD]
    return pattern(_WORDS, 2).search(head) is not None or pattern(_OTHERS, 2).search(head) is not None


def is_remark(text: str) -> bool:
    """Whether a text is nothing but a remark in brackets: it stands where an entry was."""
    return pattern(_REMARK).fullmatch(text) is not None
