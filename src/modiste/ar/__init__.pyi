from .package import Package as Package
from .package import packaged as packaged
from .package import write_package as write_package
from .page import page_of as page_of
from .page import page_policy as page_policy
