"""What USD's own validators say of files, as JSON; run by ar_assets in an environment with usd-core.

    PYTHON benchmarks/_usd_verdicts.py FILE.usdz ...

Knows usd-core and nothing of Modiste.
"""

import json
import sys

from pxr import Usd, UsdValidation

context = UsdValidation.ValidationContext(UsdValidation.ValidationRegistry().GetOrLoadAllValidators())
print(
    json.dumps(
        {
            name: [
                f"{each.GetName()}: {each.GetMessage()}" for each in context.Validate(Usd.Stage.Open(name))
            ]
            for name in sys.argv[1:]
        }
    )
)
