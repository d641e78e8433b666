"""What is wrong with data that came in: duplicates, gaps, outliers, poor photos, doubtful labels, drift.

Knows plain values and pixels, in numpy alone; models are lent through `Embedder` and `LabelModel`, and
nothing is changed or thrown away here.
"""

from modiste.collect.clean.code_index import Candidate, CodeIndex
from modiste.collect.clean.diversity import Coverage, GroupError, coverage, evenness, language_of, wilson
from modiste.collect.clean.drift import LEAST_COMPARED, Drift, number_drift, word_drift
from modiste.collect.clean.geometry import Overlay, overlay
from modiste.collect.clean.image_quality import ImageQuality, image_quality
from modiste.collect.clean.label_models import CrossFittedLinear, Neighbours
from modiste.collect.clean.labels import Doubt, LabelAudit, audit
from modiste.collect.clean.local_features import Features, local_features
from modiste.collect.clean.missing import Completeness, completeness, is_missing
from modiste.collect.clean.near_duplicates import Compared, NearDuplicate, groups, laid_over, near_duplicates
from modiste.collect.clean.normalisation import for_display, for_training
from modiste.collect.clean.outliers import Outlier, outliers
from modiste.collect.clean.products import SURE, Listing, Twin, twins
from modiste.collect.clean.protocols import Embedder, LabelModel
from modiste.collect.clean.quality import (
    Findings,
    Fix,
    LabelDoubt,
    PictureGroup,
    QualityReport,
    quality_report,
)

__all__ = [
    "LEAST_COMPARED",
    "SURE",
    "Candidate",
    "CodeIndex",
    "Compared",
    "Completeness",
    "Coverage",
    "CrossFittedLinear",
    "Doubt",
    "Drift",
    "Embedder",
    "Features",
    "Findings",
    "Fix",
    "GroupError",
    "ImageQuality",
    "LabelAudit",
    "LabelDoubt",
    "LabelModel",
    "Listing",
    "NearDuplicate",
    "Neighbours",
    "Outlier",
    "Overlay",
    "PictureGroup",
    "QualityReport",
    "Twin",
    "audit",
    "completeness",
    "coverage",
    "evenness",
    "for_display",
    "for_training",
    "groups",
    "image_quality",
    "is_missing",
    "laid_over",
    "language_of",
    "local_features",
    "near_duplicates",
    "number_drift",
    "outliers",
    "overlay",
    "quality_report",
    "twins",
    "wilson",
    "word_drift",
]
