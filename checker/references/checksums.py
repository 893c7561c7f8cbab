"""Check digits of ISBN and ISSN."""


def checksum_holds(number: str) -> bool:
    """Whether the check digit of an ISBN-10, ISBN-13 or ISSN is right (ISO 2108, ISO 3297)."""
    digits = [10 if char in "Xx" else int(char) for char in number if char.isdecimal() or char in "Xx"]
    if len(digits) == 13:
        return sum(digit * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    if len(digits) in (8, 10):
        return sum(digit * weight for digit, weight in zip(digits, range(len(digits), 0, -1), strict=True)) % 11 == 0
    return False
