using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Where an element is, counted from an address: a value, or none, plus a number, modulo 2⁶⁴. Equal places are one element.</summary>
internal readonly record struct ElementPlace(Value? Base, long Offset)
{
    /// <summary>The place that an index says.</summary>
    public static ElementPlace Of(Value index)
    {
        var offset = 0L;
        while (index.Op is Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap)
        {
            var isSum = index.Op is Op.IntAdd or Op.IntAddWrap;
            var constant = index.Operands[1].Op == Op.IntConstant ? 1 : 0;
            if (index.Operands[constant].Op != Op.IntConstant || (!isSum && constant == 0))
                break;
            offset = unchecked(isSum ? offset + index.Operands[constant].Immediate : offset - index.Operands[constant].Immediate);
            index = index.Operands[1 - constant];
        }
        return index.Op == Op.IntConstant ? new(null, unchecked(offset + index.Immediate)) : new(index, offset);
    }

    /// <summary>So many elements further on.</summary>
    public ElementPlace Plus(long count) => this with { Offset = unchecked(Offset + count) };
}
