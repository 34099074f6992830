using Pyc.Execution.Sequences;
using Pyc.Translation;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>How arguments of one C# type are passed in calls that pass sequences.</summary>
/// <param name="type">The parameter of native code that takes them; of the type <see cref="IrType.Void"/> where there is none.</param>
internal abstract class Passer(ParameterType type)
{
    /// <summary>The parameter of native code that takes them; of the type <see cref="IrType.Void"/> where there is none.</summary>
    public ParameterType Type { get; } = type;

    /// <summary>Of sequences, how their elements lie in memory.</summary>
    public ElementKind Kind { get; } = type.Sequence?.Elements ?? default;

    /// <summary>Whether they are sequences that a call can make longer or shorter.</summary>
    public bool IsList { get; } = type.Sequence is { IsFixed: false };

    /// <summary>The list that Python sees for a sequence, or the value of another argument.</summary>
    /// <param name="call">The call, which asks once for each sequence.</param>
    /// <param name="lent">The argument; not null.</param>
    public abstract PyValue ToPython(CallValues call, in Lent lent);

    /// <summary>The list that Python sees for a row of an argument.</summary>
    /// <param name="call">The call.</param>
    /// <param name="lent">The argument.</param>
    /// <param name="header">The header of the row.</param>
    public virtual unsafe PyValue RowToPython(CallValues call, in Lent lent, SequenceHeader* header) =>
        throw new InternalCompilerException($"A sequence of type {Type} has no rows.");

    /// <summary>The C# value of an argument, as a result that is the argument itself; null where it cannot leave the call.</summary>
    public abstract object? Value(in Lent lent);

    /// <summary>Passes an argument that is in a box, and may be null.</summary>
    /// <param name="value">The argument, one that the passer is for.</param>
    /// <param name="rest">Called while the argument is where it stays.</param>
    public abstract void LendBoxed(object? value, LentAction rest);
}

/// <summary>What is done with an argument while it is pinned.</summary>
internal delegate void LentAction(Lent lent);

/// <inheritdoc/>
/// <typeparam name="T">The C# type.</typeparam>
internal abstract unsafe class Passer<T>(ParameterType type) : Passer(type)
    where T : allows ref struct
{
    /// <summary>What has to be pinned for the call: the first element; a null reference where there is nothing.</summary>
    public abstract ref byte Start(T value);

    /// <summary>Passes an argument.</summary>
    /// <param name="value">The argument.</param>
    /// <param name="start">Its <see cref="Start"/>, pinned until the call has ended.</param>
    /// <param name="lent">
    /// What is passed, all zero before. It is written field by field where it stays: a structure that is put together elsewhere and copied at once makes
    /// the processor wait for its parts.
    /// </param>
    public abstract void Lend(T value, byte* start, ref Lent lent);

    /// <inheritdoc/>
    public override void LendBoxed(object? value, LentAction rest)
    {
        var argument = Unbox(value);
        fixed (byte* start = &Start(argument))
        {
            var lent = default(Lent);
            Lend(argument, start, ref lent);
            rest(lent);
        }
    }

    /// <summary>The argument that is in a box.</summary>
    protected abstract T Unbox(object? value);
}
