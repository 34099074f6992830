namespace Pyc.Translation.Analyses;

/// <summary>How often a way out of a block is taken, as far as the form of the code tells.</summary>
public enum Likelihood
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>Nearly always: the only way, or the other one leaves native code or a loop.</summary>
    Likely,

    /// <summary>Rarely: it leaves native code or a loop.</summary>
    Rare,
}
