using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>The C type that <c>chr</c> reads its argument as, and the OverflowError beyond it.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Least">Its least number.</param>
/// <param name="Largest">Its largest number.</param>
/// <param name="TellsSign">Whether the message says in which direction the number is too large.</param>
internal sealed record ChrOverflow(string Type, long Least, long Largest, bool TellsSign)
{
    /// <summary>The message for a number beyond the type.</summary>
    public string MessageFor(BigInteger number) => TellsSign && number <= int.MaxValue && number >= int.MinValue
        ? ""
        : $"Python int too large to convert to C {Type}";
}
