namespace Pyc.X64;

/// <summary>How roundsd rounds, without saying that it has.</summary>
/// <remarks>Intel SDM vol. 2B, "ROUNDSD": bits 0 and 1 are the direction, bit 3 suppresses the precision exception.</remarks>
internal enum FloatRounding
{
    /// <summary>To the nearest, ties to even.</summary>
    Nearest = 8,

    /// <summary>Down.</summary>
    Down = 9,

    /// <summary>Up.</summary>
    Up = 10,

    /// <summary>Towards zero.</summary>
    TowardsZero = 11,
}
