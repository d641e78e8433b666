from .fit import SHIFT as SHIFT
from .fit import Advice as Advice
from .fit import Basis as Basis
from .fit import Preference as Preference
from .fit import SizeFit as SizeFit
from .fit import Worn as Worn
from .fit import Zone as Zone
from .fit import advise as advise
