"""The words of GS1's Core Business Vocabulary that EPCIS 2.0 writes bare: steps, dispositions and kinds.

Knows words only; where they may stand is `schema`'s. From CBV 2.0, section 7; they are names, not GS1's text.
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


EVENT_TYPES = (
    "ObjectEvent",
    "AggregationEvent",
    "AssociationEvent",
    "TransactionEvent",
    "TransformationEvent",
)
ACTIONS = ("OBSERVE", "ADD", "DELETE")
STEPS = _words(
    """
    accepting arriving assembling collecting commissioning consigning creating_class_instance
    cycle_counting decommissioning departing destroying disassembling dispensing encoding
    entering_exiting holding inspecting installing killing loading other packing picking receiving
    removing repackaging repairing replacing reserving retail_selling sampling sensor_reporting shipping
    staging_outbound stock_taking stocking storing transporting unloading unpacking void_shipping
    """
)
DISPOSITIONS = _words(
    """
    active available completeness_inferred completeness_verified conformant container_closed
    container_open damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive
    mismatch_class mismatch_instance mismatch_quantity needs_replacement no_pedigree_match
    non_conformant non_sellable_other partially_dispensed recalled reserved retail_sold returned
    sellable_accessible sellable_not_accessible stolen unavailable unknown
    """
)
TRANSACTIONS = _words("bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt")
PARTIES = ("owning_party", "possessing_party", "location")
ERROR_REASONS = ("did_not_occur", "incorrect_data")
ALERTS = ("ALARM_CONDITION", "ERROR_CONDITION")
COMPONENTS = _words(
    """
    x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing
    latitude longitude altitude
    """
)
MEASUREMENTS = _words(
    """
    AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Altitude AmountOfSubstance
    AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area
    Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate
    DynamicViscosity EffectiveDose EffectiveDoseRate ElectricCharge ElectricCurrent
    ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance
    Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity
    MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate
    MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure
    RadiantFlux RadiantIntensity Radioactivity RelativeHumidity Resistance Resistivity SolidAngle
    SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume
    VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber
    """
)
_CBV = "https://ref.gs1.org/cbv/"
_LONG = {
    f"{start}{word}": word
    for starts, words in (
        ((f"{_CBV}BizStep-", "urn:epcglobal:cbv:bizstep:", "cbv:BizStep-"), STEPS),
        ((f"{_CBV}Disp-", "urn:epcglobal:cbv:disp:", "cbv:Disp-"), DISPOSITIONS),
    )
    for start in starts
    for word in words
}


def bare_word(word: str) -> str:
    """A step or a disposition as EPCIS 2.0 writes it, whatever way it was written; others as they are.

    Example:
        >>> bare_word("https://ref.gs1.org/cbv/BizStep-shipping"), bare_word("urn:epcglobal:cbv:disp:active")
        ('shipping', 'active')
    """
    return _LONG.get(word, word)
