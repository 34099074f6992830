namespace Pyc.Loader;

/// <summary>Constants, and those that opcodes carry in themselves.</summary>
internal static class ConstantRules
{
    private const int LargestSmallInteger = 255;

    internal static int Check(Translation t, int index) => (uint)index < (uint)t.Graph.Code.Constants.Length
        ? index
        : throw t.Fault($"constant {index} does not exist, there are {t.Graph.Code.Constants.Length}.");

    internal static void Load(Translation t)
    {
        if (t.Graph.NormalTokens.Contains(t.RawIndex))
            t.Push(ItemKind.Normal);                    // the None that tells END_FINALLY to go on is no value here
        else
            t.Do(BytecodeOp.LoadConstant, Check(t, t.Argument));
    }

    internal static void Return(Translation t)
    {
        t.Do(BytecodeOp.LoadConstant, Check(t, t.Argument));
        t.Do(BytecodeOp.Return);
    }

    internal static void LoadNone(Translation t) =>
        t.Do(BytecodeOp.LoadConstant, Index(t, SingletonConstant.None, constant => constant == SingletonConstant.None));

    internal static void LoadSmallInteger(Translation t)
    {
        if (t.Argument > LargestSmallInteger)
            throw t.Fault($"{t.Argument} is not a small integer.");

        LoadInteger(t, t.Argument);
    }

    internal static void LoadCommonConstant(Translation t)
    {
        var constants = OperandTables.CommonConstants(t.Version);
        if (t.Argument >= constants.Length)
            throw t.Fault($"common constant {t.Argument} does not exist.");

        switch (constants[t.Argument])
        {
            case CommonConstant.AssertionError: LoadCommon(t, CommonObject.AssertionError); break;
            case CommonConstant.NotImplementedError: LoadCommon(t, CommonObject.NotImplementedError); break;
            case CommonConstant.Tuple: LoadCommon(t, CommonObject.Tuple); break;
            case CommonConstant.All: LoadCommon(t, CommonObject.All); break;
            case CommonConstant.Any: LoadCommon(t, CommonObject.Any); break;
            case CommonConstant.List: LoadCommon(t, CommonObject.List); break;
            case CommonConstant.Set: LoadCommon(t, CommonObject.Set); break;
            case CommonConstant.None: LoadNone(t); break;
            case CommonConstant.EmptyString:
                t.Do(BytecodeOp.LoadConstant, Index(t, new StringConstant(""), known => known is StringConstant { Value: "" }));
                break;
            case CommonConstant.True: LoadBool(t, BoolConstant.True); break;
            case CommonConstant.False: LoadBool(t, BoolConstant.False); break;
            default: LoadInteger(t, -1); break;
        }
    }

    internal static void LoadCommon(Translation t, CommonObject common) => t.Do(BytecodeOp.LoadCommon, (int)common);

    private static void LoadBool(Translation t, BoolConstant value) =>
        t.Do(BytecodeOp.LoadConstant, Index(t, value, constant => constant == value));

    private static void LoadInteger(Translation t, int value) =>
        t.Do(BytecodeOp.LoadConstant, Index(
            t, new IntConstant(value), known => known is IntConstant same && same.Value == value));

    private static int Index(Translation t, Constant constant, Func<Constant, bool> isSame) =>
        t.Graph.AddConstant(constant, isSame);
}
