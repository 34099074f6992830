using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>A tuple.</summary>
/// <param name="items">The elements.</param>
public sealed class TupleConstant(ImmutableArray<Constant> items) : Constant
{
    /// <summary>The elements.</summary>
    public ImmutableArray<Constant> Items { get; } = items;

    internal override string KindName => "a tuple";

    // Found out when it is made: tuples may nest, and share what is in them, so that a walk could take exponential time.
    internal override bool IsHashable { get; } = items.All(item => item.IsHashable);

    internal override void AppendRepr(ReprWriter writer) => writer.AppendItems("(", Items, Items.Length == 1 ? ",)" : ")");
}

/// <summary>A list; no compiler writes one into a .pyc, but the format has it.</summary>
/// <param name="items">The elements.</param>
public sealed class ListConstant(ImmutableArray<Constant> items) : Constant
{
    /// <summary>The elements.</summary>
    public ImmutableArray<Constant> Items { get; } = items;

    internal override string KindName => "a list";

    internal override bool IsHashable => false;

    internal override void AppendRepr(ReprWriter writer) => writer.AppendItems("[", Items, "]");
}

/// <summary>A set; no compiler writes one into a .pyc, but the format has it.</summary>
/// <param name="items">The elements in the order of the file; equal ones are not sought.</param>
public sealed class SetConstant(ImmutableArray<Constant> items) : Constant
{
    /// <summary>The elements in the order of the file; a hostile file may repeat one.</summary>
    public ImmutableArray<Constant> Items { get; } = items;

    internal override string KindName => "a set";

    internal override bool IsHashable => false;

    internal override void AppendRepr(ReprWriter writer)
    {
        if (Items.IsEmpty)
            writer.Append("set()");
        else
            writer.AppendItems("{", Items, "}");
    }
}

/// <summary>A frozenset, the constant of <c>x in {1, 2}</c> from 3.2 on.</summary>
/// <param name="items">The elements in the order of the file; equal ones are not sought.</param>
public sealed class FrozenSetConstant(ImmutableArray<Constant> items) : Constant
{
    /// <summary>The elements in the order of the file; a hostile file may repeat one.</summary>
    public ImmutableArray<Constant> Items { get; } = items;

    internal override string KindName => "a frozenset";

    internal override void AppendRepr(ReprWriter writer)
    {
        if (Items.IsEmpty)
            writer.Append("frozenset()");
        else
            writer.AppendItems("frozenset({", Items, "})");
    }
}

/// <summary>A dict; no compiler writes one into a .pyc, but the format has it.</summary>
/// <param name="items">Keys and values in the order of the file.</param>
public sealed class DictConstant(ImmutableArray<KeyValuePair<Constant, Constant>> items) : Constant
{
    /// <summary>Keys and values in the order of the file; of a key that a hostile file repeats the last counts.</summary>
    public ImmutableArray<KeyValuePair<Constant, Constant>> Items { get; } = items;

    internal override string KindName => "a dict";

    internal override bool IsHashable => false;

    internal override void AppendRepr(ReprWriter writer) => writer.AppendPairs("{", Items, "}");
}

/// <summary>A frozendict (3.15 on).</summary>
/// <param name="items">Keys and values in the order of the file.</param>
public sealed class FrozenDictConstant(ImmutableArray<KeyValuePair<Constant, Constant>> items) : Constant
{
    /// <summary>Keys and values in the order of the file; of a key that a hostile file repeats the last counts.</summary>
    public ImmutableArray<KeyValuePair<Constant, Constant>> Items { get; } = items;

    internal override string KindName => "a frozendict";

    internal override bool IsHashable { get; } = items.All(item => item.Value.IsHashable);

    internal override void AppendRepr(ReprWriter writer)
    {
        if (Items.IsEmpty)
            writer.Append("frozendict()");
        else
            writer.AppendPairs("frozendict({", Items, "})");
    }
}

/// <summary>A slice, the constant of <c>x[1:2]</c> from 3.14 on.</summary>
/// <param name="start">Where it starts; <c>None</c> when left out.</param>
/// <param name="stop">Where it stops; <c>None</c> when left out.</param>
/// <param name="step">The step; <c>None</c> when left out.</param>
public sealed class SliceConstant(Constant start, Constant stop, Constant step) : Constant
{
    /// <summary>Where it starts; <c>None</c> when left out.</summary>
    public Constant Start { get; } = start;

    /// <summary>Where it stops; <c>None</c> when left out.</summary>
    public Constant Stop { get; } = stop;

    /// <summary>The step; <c>None</c> when left out.</summary>
    public Constant Step { get; } = step;

    internal override string KindName => "a slice";

    internal override bool IsHashable { get; } = start.IsHashable && stop.IsHashable && step.IsHashable;

    internal override void AppendRepr(ReprWriter writer) => writer.AppendItems("slice(", [Start, Stop, Step], ")");
}
