using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The patterns of <c>match</c>.</summary>
/// <remarks>CPython: <c>match_keys</c> and <c>match_class</c> in <c>Python/ceval.c</c>.</remarks>
internal static class Patterns
{
    /// <summary>Runs an instruction; false where it is none of these.</summary>
    public static bool TryExecute(PythonRuntime runtime, Frame frame, in Instruction instruction)
    {
        switch (instruction.Op)
        {
            case BytecodeOp.MatchSequence:
                frame.Push(PyValue.FromBool(frame.Peek(1).Object is PyList or PyTuple or PyRange));
                break;
            case BytecodeOp.MatchMapping:
                frame.Push(PyValue.FromBool(frame.Peek(1).Object is PyDict));
                break;
            case BytecodeOp.MatchKeys:
                frame.Push(MatchKeys(runtime, frame));
                break;
            case BytecodeOp.MatchClass:
                MatchClass(runtime, frame, instruction.Argument);
                break;
            case BytecodeOp.GetLength:
                frame.Push(PyValue.FromInt(Operators.Length(runtime, frame.Peek(1))));
                break;
            case BytecodeOp.CopyWithoutKeys:
                CopyWithoutKeys(runtime, frame);
                break;
            default:
                return false;
        }
        return true;
    }

    private static PyValue MatchKeys(PythonRuntime runtime, Frame frame)
    {
        var keys = Tuple(frame, frame.Peek(1));
        if (frame.Peek(2).As<PyDict>() is not { } subject)
            return PyValue.None;
        var seen = new PySet();
        var values = new PyValue[keys.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!seen.Add(runtime, keys[i]))
                throw PyErrors.ValueError($"mapping pattern checks duplicate key ({Operators.Repr(runtime, keys[i])})");
            if (!subject.TryGet(runtime, keys[i], out values[i]))
                return PyValue.None;
        }
        return new PyTuple(values);
    }

    private static void MatchClass(PythonRuntime runtime, Frame frame, int count)
    {
        var names = Tuple(frame, frame.Pop());
        var type = frame.Pop().As<PyType>() ?? throw PyErrors.TypeError("called match pattern must be a class");
        var subject = frame.Pop();
        frame.Push(subject.Type.IsSubtypeOf(type) && Attributes(runtime, subject, type, count, names) is { } found ? found : PyValue.None);
    }

    private static PyTuple? Attributes(PythonRuntime runtime, PyValue subject, PyType type, int count, PyTuple names)
    {
        var values = new List<PyValue>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (count > 0)
        {
            var isSelf = false;
            var positional = PyTuple.Empty;
            if (type.TryLookup(runtime, "__match_args__", out var given))
            {
                positional = given.As<PyTuple>()
                    ?? throw PyErrors.TypeError($"{type.Name}.__match_args__ must be a tuple (got {given.Type.Name})");
            }
            else
            {
                isSelf = MatchesItself(type);
            }
            var allowed = isSelf ? 1 : positional.Count;
            if (count > allowed)
            {
                throw PyErrors.TypeError(
                    $"{type.Name}() accepts {allowed} positional sub-pattern{(allowed == 1 ? "" : "s")} ({count} given)");
            }
            if (isSelf)
                values.Add(subject);
            for (var i = 0; !isSelf && i < count; i++)
            {
                var name = positional[i].As<PyStr>()?.Value
                    ?? throw PyErrors.TypeError($"__match_args__ elements must be strings (got {positional[i].Type.Name})");
                if (!TryAdd(runtime, subject, type, name, seen, values))
                    return null;
            }
        }
        foreach (var name in names.Items)
        {
            if (!TryAdd(runtime, subject, type, name.As<PyStr>()?.Value ?? "", seen, values))
                return null;
        }
        return new PyTuple([.. values]);
    }

    private static bool TryAdd(
        PythonRuntime runtime, PyValue subject, PyType type, string name, HashSet<string> seen, List<PyValue> values)
    {
        if (!seen.Add(name))
            throw PyErrors.TypeError($"{type.Name}() got multiple sub-patterns for attribute '{name}'");
        if (!Interpretation.Attributes.TryGet(runtime, subject, name, out var value))
            return false;
        values.Add(value);
        return true;
    }

    /// <summary>Whether the one positional pattern of a class is the subject itself.</summary>
    private static bool MatchesItself(PyType type)
    {
        foreach (var own in (ReadOnlySpan<PyType>)
            [PyTypes.Int, PyTypes.Float, PyTypes.Str, PyTypes.Bytes, PyTypes.Tuple, PyTypes.List, PyTypes.Dict, PyTypes.Set, PyTypes.FrozenSet])
        {
            if (type.IsSubtypeOf(own))
                return true;
        }
        return false;
    }

    private static void CopyWithoutKeys(PythonRuntime runtime, Frame frame)
    {
        var keys = Tuple(frame, frame.Pop());
        var copy = new PyDict();
        if (frame.Peek(1).As<PyDict>() is { } subject)
        {
            var position = 0;
            while (subject.TryNextEntry(ref position, out var key, out var value))
                copy.Set(runtime, key, value);
        }
        foreach (var key in keys.Items)
            copy.Remove(runtime, key, out _);
        frame.Push(copy);
    }

    private static PyTuple Tuple(Frame frame, PyValue value) =>
        value.As<PyTuple>() ?? throw Unsupported.Malformed(frame, "the names of a pattern are no tuple");
}
