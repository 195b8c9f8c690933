"""Published data sets, so that published results can be reproduced.

Lipset's inter-war democracies, crisp and fuzzy: Rihoux, B. and Ragin, C. C., eds (2009),
Configurational comparative methods, doi:10.4135/9781452226569; results as printed in Dusa, A.
(2019), QCA with R, doi:10.1007/978-3-319-75668-4, and by the test suite of that book's package.

Women in parliament: Krook, M. L. (2010), Women's representation in parliament: a qualitative
comparative analysis, Political Studies 58(5), doi:10.1111/j.1467-9248.2010.00833.x; two tied
parsimonious models, and the intermediate solution for presence of all conditions: Thiem, A. and
Dusa, A. (2013), QCA: a package for qualitative comparative analysis, doi:10.32614/RJ-2013-009.
The eleven countries with the outcome are named; of those without it only the configurations enter
here, one case each, since the published fit does not depend on their number.
"""

import pandas as pd
import pytest

LIPSET = ["DEV", "URB", "LIT", "IND", "STB"]

FUZZY = """
AU .81 .12 .99 .73 .43 .05
BE .99 .89 .98 1 .98 .95
CZ .58 .98 .98 .90 .91 .89
EE .16 .07 .98 .01 .91 .12
FI .58 .03 .99 .08 .58 .77
FR .98 .03 .99 .81 .95 .95
DE .89 .79 .99 .96 .31 .05
GR .04 .09 .13 .36 .43 .06
HU .07 .16 .88 .07 .13 .42
IE .72 .05 .98 .01 .95 .92
IT .34 .10 .41 .47 .58 .05
NL .98 1 .99 .94 .99 .95
PL .02 .17 .59 0 0 .12
PT .01 .02 .01 .11 .01 .05
RO .01 .03 .17 0 .84 .21
ES .03 .30 .09 .21 .20 .06
SE .95 .13 .99 .67 .91 .95
UK .98 .99 .99 1 .98 .95
"""

CRISP = """
AU 1 0 1 1 0 0
BE 1 1 1 1 1 1
CZ 1 1 1 1 1 1
EE 0 0 1 0 1 0
FI 1 0 1 0 1 1
FR 1 0 1 1 1 1
DE 1 1 1 1 0 0
GR 0 0 0 0 0 0
HU 0 0 1 0 0 0
IE 1 0 1 0 1 1
IT 0 0 0 0 1 0
NL 1 1 1 1 1 1
PL 0 0 1 0 0 0
PT 0 0 0 0 0 0
RO 0 0 0 0 1 0
ES 0 0 0 0 0 0
SE 1 0 1 1 1 1
UK 1 1 1 1 1 1
"""

# Four conditions by the thresholds of the book's first pass: four contradictory rows.
CONTRADICTORY = """
GR 0 0 0 0 0
IT 0 0 0 0 0
PT 0 0 0 0 0
RO 0 0 0 0 0
ES 0 0 0 0 0
EE 0 0 1 0 0
FI 0 0 1 0 1
HU 0 0 1 0 0
PL 0 0 1 0 0
CZ 0 1 1 1 1
IE 1 0 1 0 1
AU 1 0 1 1 0
FR 1 0 1 1 1
SE 1 0 1 1 1
BE 1 1 1 1 1
DE 1 1 1 1 0
NL 1 1 1 1 1
UK 1 1 1 1 1
"""

WOMEN = """
NZ 0 0 0 1 1 1
DE 0 1 0 1 1 1
FI 1 0 1 0 0 1
DK 1 0 1 1 1 1
AT 1 1 0 0 1 1
ES 1 1 0 1 0 1
NL 1 1 0 1 1 1
BE 1 1 0 1 1 1
SE 1 1 1 0 0 1
NO 1 1 1 1 1 1
IS 1 1 1 1 1 1
without1 0 0 0 1 0 0
without2 0 1 0 1 0 0
without3 0 1 0 0 0 0
without4 1 1 0 0 0 0
without5 1 0 0 0 1 0
"""


def _table(text: str, columns: list[str]) -> pd.DataFrame:
    rows = [line.split() for line in text.strip().splitlines()]
    values = [[float(v) for v in row[1:]] for row in rows]
    return pd.DataFrame(values, index=[row[0] for row in rows], columns=columns)


@pytest.fixture
def lipset_fuzzy():
    return _table(FUZZY, [*LIPSET, "SURV"])


@pytest.fixture
def lipset_crisp():
    return _table(CRISP, [*LIPSET, "SURV"])


@pytest.fixture
def lipset_contradictory():
    return _table(CONTRADICTORY, [*LIPSET[:4], "SURV"])


@pytest.fixture
def women():
    return _table(WOMEN, ["ES", "QU", "WS", "WM", "LP", "WNP"])
