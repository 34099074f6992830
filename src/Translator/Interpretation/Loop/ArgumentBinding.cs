using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Puts the arguments of a call into the parameters of a Python function.</summary>
/// <remarks>CPython: <c>initialize_locals</c> in <c>Python/ceval.c</c>, <c>PyEval_EvalCodeEx</c> up to 3.10.</remarks>
internal static class ArgumentBinding
{
    /// <summary>Fills the first slots of a frame.</summary>
    /// <exception cref="PythonError">They do not fit: TypeError.</exception>
    public static void Bind(PythonRuntime runtime, PyFunction function, in CallArguments arguments, PyValue[] slots)
    {
        var code = function.Code.Code;
        if (arguments.Names.IsEmpty && arguments.Values.Length == code.ArgumentCount && function.Code.Runnable.TakesOnlyPositional)
        {
            arguments.Values.CopyTo(slots);
            return;
        }
        // A hostile file may name more parameters than there are slots; the loader refuses it, and this makes sure.
        if (code.ParameterCount > function.Code.Runnable.SlotCount)
            throw new InternalCompilerException($"{code.Name} has more parameters than slots.");
        BindAll(runtime, function, arguments, slots);
    }

    private static void BindAll(PythonRuntime runtime, PyFunction function, in CallArguments arguments, PyValue[] slots)
    {
        var code = function.Code.Code;
        var semantics = runtime.Semantics.Calls;
        var named = code.ArgumentCount + code.KeywordOnlyCount;
        var positional = arguments.Positional;
        var count = Math.Min(positional.Length, code.ArgumentCount);
        var rest = named;

        if (code.ParameterCount == 0 && semantics.CountsBeforeKeywords)
            throw semantics.TakesNone(function, arguments);
        positional[..count].CopyTo(slots);
        if (code.Flags.HasFlag(CodeFlags.VarArgs))
            slots[rest++] = positional.Length > count ? Rest(runtime, positional[count..]) : PyTuple.Empty;
        else if (positional.Length > count && semantics.CountsBeforeKeywords)
            throw semantics.TooManyPositional(function, arguments, slots);

        PyDict? keywords = null;
        if (code.Flags.HasFlag(CodeFlags.VarKeywords))
            slots[rest] = keywords = new PyDict();
        BindNames(runtime, function, arguments, slots, keywords);

        if (positional.Length > count && !code.Flags.HasFlag(CodeFlags.VarArgs))
            throw semantics.TooManyPositional(function, arguments, slots);
        if (semantics.CountsBeforeKeywords)
        {
            BindKeywordDefaults(function, semantics, slots);
            BindDefaults(function, semantics, arguments, slots);
        }
        else
        {
            BindDefaults(function, semantics, arguments, slots);
            BindKeywordDefaults(function, semantics, slots);
        }
    }

    // A function that passes its *args on to itself takes this again for each level.
    private static PyTuple Rest(PythonRuntime runtime, ReadOnlySpan<PyValue> values)
    {
        runtime.Memory.Check(values.Length, PythonMemory.ValueSize);
        runtime.ChargeCopy(values.Length);
        return new PyTuple(values.ToArray());
    }

    private static void BindNames(
        PythonRuntime runtime, PyFunction function, in CallArguments arguments, PyValue[] slots, PyDict? keywords)
    {
        var code = function.Code.Code;
        var named = code.ArgumentCount + code.KeywordOnlyCount;
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            var name = arguments.Names[i];
            var slot = code.PositionalOnlyCount < named
                ? code.LocalNames.IndexOf(name, code.PositionalOnlyCount, named - code.PositionalOnlyCount)
                : -1;
            if (slot >= 0)
            {
                if (!slots[slot].IsUnbound)
                    throw runtime.Semantics.Calls.MultipleValues(function, name);
                slots[slot] = arguments.Named[i];
            }
            else if (keywords is not null)
            {
                var key = PyValue.FromText(name);
                if (runtime.Semantics.Calls.CountsBeforeKeywords && keywords.TryGet(runtime, key, out _))
                    throw runtime.Semantics.Calls.MultipleValues(function, name);
                keywords.Set(runtime, key, arguments.Named[i]);
            }
            else
            {
                throw runtime.Semantics.Calls.UnexpectedKeyword(function, name, arguments.Names);
            }
        }
    }

    private static void BindDefaults(PyFunction function, CallSemantics semantics, in CallArguments arguments, PyValue[] slots)
    {
        var code = function.Code.Code;
        var required = code.ArgumentCount - Math.Min(function.Defaults.Length, code.ArgumentCount);
        for (var i = 0; i < required; i++)
        {
            if (slots[i].IsUnbound)
                throw semantics.MissingPositional(function, required, arguments, slots);
        }
        for (var i = required; i < code.ArgumentCount; i++)
        {
            if (slots[i].IsUnbound)
                slots[i] = function.Defaults[function.Defaults.Length - code.ArgumentCount + i];
        }
    }

    private static void BindKeywordDefaults(PyFunction function, CallSemantics semantics, PyValue[] slots)
    {
        var code = function.Code.Code;
        var isMissing = false;
        for (var i = code.ArgumentCount; i < code.ArgumentCount + code.KeywordOnlyCount; i++)
        {
            if (!slots[i].IsUnbound)
                continue;
            if (function.KeywordDefaults is { } defaults && defaults.TryGetValue(code.LocalNames[i], out var value))
                slots[i] = value;
            else
                isMissing = true;
        }
        if (isMissing)
            throw semantics.MissingKeywordOnly(function, slots);
    }
}
