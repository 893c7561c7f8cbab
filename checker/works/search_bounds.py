"""The bounds of a search for works by the words of their titles: the store's, and that of an archive's joins."""

#: How many of a title's rarest words select works, and how many of them in pairs.
RAREST, PAIRED = 6, 4
#: How many titles a search weighs at first, and at most: the time of a search does not grow with the store.
FEW, MOST_WEIGHED = 200, 2000
#: Hits that are ranked anew by the words they share with the title asked for.
RANKED = 50
#: How many hits of two common words are looked at.
MOST_COMMON = 300
#: The shares of common words (Dice) from which a hit makes the next wider search needless.
VERY_CLOSE, CLOSE = 0.75, 0.6
#: The share below which a hit is no candidate: nothing that compares them closely would find one title in the two.
FAR = 0.3
#: The share, of the best hit's, below which a hit is no rival.
OF_BEST = 0.5
