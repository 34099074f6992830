using Pyc.Translation.Build;
using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>What an operation of the IR is called in Python, in the midst of a sentence.</summary>
internal static class OperationNames
{
    /// <summary>The name of a function: one of Python's own is called what Python calls it, which has several.</summary>
    public static string Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var code = function.Blocks.SelectMany(block => block).Select(value => value.Origin.Code).FirstOrDefault(code => code is not null);
        return code is not null && PreludeFunctions.Owns(code) ? NameInPython(function.Name) : function.Name;
    }

    private static string NameInPython(string name) => name.Split('_', '.') switch
    {
        ["lists", ..] => "a comparison of lists",
        ["list", "of", ..] => "list",
        ["list", var method, ..] => method,
        ["contains", ..] or ["not", "contains", ..] => "in",
        var words => words[0],
    };

    /// <summary>The words for what a value computes: "a product of ints", "math.exp".</summary>
    public static string Of(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Op switch
        {
            Op.Call => $"a call of {(value.Callee is { } callee ? Of(callee) : "a function")}",
            Op.RuntimeCall => (RuntimeFunction)value.Immediate switch
            {
                RuntimeFunction.Reserve => "`append`",
                RuntimeFunction.AppendItems => "`extend`",
                RuntimeFunction.OpenGap => "`insert`",
                RuntimeFunction.CloseGap => "`pop` or `del`",
                RuntimeFunction.Sort => "`sort`",
                RuntimeFunction.Reverse => "`reverse`",
                RuntimeFunction.Repeat => "`*` of a list",
                _ => "a new list",
            },
            Op.StoreCount => "`append` or `pop`",
            Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3 => "math." + FloatFunctionInfo.Of((FloatFunction)value.Immediate).Name,
            Op.IntAdd or Op.IntAddWrap or Op.UIntAdd => "a sum of ints",
            Op.IntSub or Op.IntSubWrap or Op.UIntSub => "a difference of ints",
            Op.IntMul or Op.IntMulWrap or Op.UIntMul => "a product of ints",
            Op.IntNeg or Op.IntNegWrap => "`-` of an int",
            Op.IntFloorDiv or Op.IntFloorDivWrap or Op.UIntFloorDiv or Op.UIntMulDiv => "`//` of ints",
            Op.IntFloorMod or Op.UIntFloorMod or Op.UIntMulMod => "`%` of ints",
            Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.UIntShiftLeft => "`<<`",
            Op.IntShiftRight or Op.UIntShiftRight => "`>>`",
            Op.IntAnd => "`&`",
            Op.IntOr => "`|`",
            Op.IntXor => "`^`",
            Op.IntNot => "`~`",
            Op.IntPow or Op.IntPowWrap => "`**` of ints",
            Op.IntEqual or Op.IntNotEqual => "`==` or `!=` of ints",
            Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual or Op.UIntLess or Op.UIntLessOrEqual => "a comparison of ints",
            Op.FloatEqual or Op.FloatNotEqual or Op.FloatLess or Op.FloatLessOrEqual => "a comparison of floats",
            Op.BoolNot or Op.BoolAnd or Op.BoolOr or Op.BoolXor => "a condition of several parts",
            Op.FloatAdd => "a sum of floats",
            Op.FloatSub => "a difference of floats",
            Op.FloatMul => "a product of floats",
            Op.FloatDiv => "`/` of floats",
            Op.FloatFloorDiv => "`//` of floats",
            Op.FloatFloorMod or Op.FloatRemainder => "`%` of floats",
            Op.FloatPow => "`**` of floats",
            Op.IntFromFloat => "`int` of a float",
            Op.FloatFromInt or Op.FloatFromUInt => "an int that becomes a float",
            Op.LoadTable => "an item of a tuple of the module",
            Op.LoadElement => "an element that is read",
            Op.LoadField or Op.FixedField => "a length",
            Op.StoreElement => "an element that is written",
            Op.Select or Op.Phi => "a value that depends on a condition",
            Op.SequenceEqual => "`is` of lists",
            Op.Parameter => "a parameter",
            Op.UIntFromBits or Op.IntFromBits or Op.UIntFromInt or Op.IntFromUInt => "ints from 2**63 on",
            Op.UIntBitLength => "`bit_length`",
            Op.UIntBitCount => "`bit_count`",
            Op.IntMin or Op.IntMax => "`min` or `max` of ints",
            Op.FloatMin or Op.FloatMax => "`min` or `max` of floats",
            _ when value.Has(Effects.Check) => "a check",
            _ => $"the operation {value.Info.Name}",
        };
    }
}
