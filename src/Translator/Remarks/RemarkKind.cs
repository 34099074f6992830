namespace Pyc.Translation;

/// <summary>What a <see cref="Remark"/> is about.</summary>
public enum RemarkKind
{
    /// <summary>The body of a function stands in the place of a call of it.</summary>
    Inlined,

    /// <summary>A call stays a call.</summary>
    NotInlined,

    /// <summary>A loop does several rounds at once, in the lanes of vectors.</summary>
    InLanes,

    /// <summary>A loop does one round at a time.</summary>
    NotInLanes,

    /// <summary>Before a loop stands a copy of it whose checks are made once.</summary>
    MainLoop,

    /// <summary>A loop makes its checks in each round.</summary>
    NoMainLoop,

    /// <summary>A function that calls itself last has become a loop.</summary>
    TailCall,

    /// <summary>A function that calls itself last goes on calling.</summary>
    NoTailCall,

    /// <summary>A power has become a loop of multiplications.</summary>
    Power,

    /// <summary>Both ways of a condition are computed and one is chosen, without a jump.</summary>
    Selected,

    /// <summary>An element goes from one round of a loop to the next in a register.</summary>
    Carried,
}
