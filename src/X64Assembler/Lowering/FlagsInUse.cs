using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>The flags that a comparison has set which was also made a bool: what goes by it directly behind it needs no other comparison.</summary>
internal sealed class FlagsInUse(MachineBuilder builder)
{
    private Value? _comparison;
    private Condition _condition;
    private MachineBlock? _block;
    private int _place;

    /// <summary>Remembers that the last instruction has set the flags.</summary>
    internal Condition Set(Value comparison, Condition condition)
    {
        (_comparison, _condition, _block, _place) = (comparison, condition, builder.Block, builder.Block.Instructions.Count);
        return condition;
    }

    /// <summary>The condition under which a comparison is true, if the flags still say so.</summary>
    internal Condition? Of(Value comparison)
    {
        if (comparison != _comparison || builder.Block != _block)
            return null;
        for (var place = _place; place < _block.Instructions.Count; place++)
        {
            if (_block.Instructions[place].Has(MachineTraits.WritesFlags))
                return null;
        }
        return _condition;
    }
}
