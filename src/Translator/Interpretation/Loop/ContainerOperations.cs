using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Builds, extends and unpacks containers, and matches them.</summary>
internal static class ContainerOperations
{
    /// <summary>The list that an item is appended to.</summary>
    public static PyList List(Frame frame, PyValue value) =>
        value.As<PyList>() ?? throw Unsupported.Malformed(frame, "it appends to what is no list");

    /// <summary>Runs an instruction; false where it is none of these.</summary>
    public static bool TryExecute(PythonRuntime runtime, Frame frame, in Instruction instruction)
    {
        var argument = instruction.Argument;
        switch (instruction.Op)
        {
            case BytecodeOp.BuildList:
                frame.Push(new PyList(frame.PopMany(argument)));
                break;
            case BytecodeOp.BuildSet:
            {
                var set = new PySet();
                foreach (var item in frame.PopMany(argument))
                    set.Add(runtime, item);
                frame.Push(set);
                break;
            }
            case BytecodeOp.BuildMap:
            {
                var dict = new PyDict();
                var pairs = frame.PopMany(2 * argument);
                for (var i = 0; i < pairs.Length; i += 2)
                    dict.Set(runtime, pairs[i], pairs[i + 1]);
                frame.Push(dict);
                break;
            }
            case BytecodeOp.BuildMapFromKeys:
            {
                var keys = frame.Pop().As<PyTuple>();
                if (keys?.Count != argument)
                    throw NoCompiler(frame, "the keys are no tuple");
                var dict = new PyDict();
                var values = frame.PopMany(argument);
                for (var i = 0; i < values.Length; i++)
                    dict.Set(runtime, keys[i], values[i]);
                frame.Push(dict);
                break;
            }
            case BytecodeOp.BuildString:
                BuildString(runtime, frame, argument);
                break;
            case BytecodeOp.ListExtend:
                Extend(runtime, frame, argument, isOfCall: instruction.Opcode == "BUILD_TUPLE_UNPACK_WITH_CALL");
                break;
            case BytecodeOp.SetAdd:
            {
                var item = frame.Pop();
                Set(frame, argument).Add(runtime, item);
                break;
            }
            case BytecodeOp.SetUpdate:
            {
                var items = Operators.GetIterator(runtime, frame.Pop());
                while (items.TryNext(runtime, out var item))
                    Set(frame, argument).Add(runtime, item);
                break;
            }
            case BytecodeOp.MapAdd:
            {
                var value = frame.Pop();
                var key = frame.Pop();
                Dict(frame, argument).Set(runtime, key, value);
                break;
            }
            case BytecodeOp.DictUpdate:
                Update(runtime, Dict(frame, argument + 1), frame.Pop());
                break;
            case BytecodeOp.DictMerge:
                Merge(runtime, frame, argument);
                break;
            case BytecodeOp.ListToTuple:
                frame.Push(new PyTuple(List(frame, frame.Pop()).ToArray(runtime)));
                break;
            case BytecodeOp.UnpackSequence:
            {
                // The first item goes on top.
                var value = frame.Pop();
                var into = frame.Values.AsSpan(frame.Top, argument);
                Unpacking.Sequence(runtime, value, argument, into);
                into.Reverse();
                frame.Top += argument;
                break;
            }
            case BytecodeOp.UnpackStarred:
            {
                var items = Unpacking.Starred(runtime, frame.Pop(), argument & 0xFF, argument >> 8);
                for (var i = items.Length - 1; i >= 0; i--)
                    frame.Push(items[i]);
                break;
            }
            default:
                return Patterns.TryExecute(runtime, frame, instruction);
        }
        return true;
    }

    private static void BuildString(PythonRuntime runtime, Frame frame, int count)
    {
        var length = 0L;
        foreach (var part in frame.TopValues(count))
            length += part.As<PyStr>()?.Value.Length ?? 0;
        runtime.Memory.Check(length, sizeof(char));
        runtime.ChargeScan(length);
        frame.Push(PyValue.FromText(string.Concat(
            frame.PopMany(count).Select(part => part.As<PyStr>()?.Value ?? throw NoCompiler(frame, "a part of a string is no string")))));
    }

    // CPython 3.5 to 3.8 has an opcode of its own for the arguments of a call, whose message names the callable.
    private static void Extend(PythonRuntime runtime, Frame frame, int place, bool isOfCall)
    {
        var iterable = frame.Pop();
        var list = List(frame, frame.Peek(place));
        if (iterable.Object?.GetIterator(runtime) is not { } items)
        {
            throw PyErrors.TypeError(isOfCall
                ? runtime.Semantics.Calls.NotAnIterableOfArguments(runtime, Callable(frame, place + 1), iterable)
                : runtime.Semantics.Execution.CannotStar(iterable));
        }
        while (items.TryNext(runtime, out var item))
            list.Append(runtime, item);
    }

    /// <summary><c>{**mapping}</c>.</summary>
    private static void Update(PythonRuntime runtime, PyDict dict, PyValue mapping)
    {
        if (mapping.As<PyDict>() is not { } other)
            throw PyErrors.TypeError($"'{mapping.Type.Name}' object is not a mapping");
        var position = 0;
        while (other.TryNextEntry(ref position, out var key, out var value))
            dict.Set(runtime, key, value);
    }

    /// <summary><c>f(**mapping)</c>.</summary>
    private static void Merge(PythonRuntime runtime, Frame frame, int place)
    {
        var mapping = frame.Pop();
        var callable = Callable(frame, place + 2);
        var dict = Dict(frame, place);
        if (mapping.As<PyDict>() is not { } other)
            throw PyErrors.TypeError(runtime.Semantics.Calls.NotAMappingOfArguments(runtime, callable, mapping));
        var position = 0;
        while (other.TryNextEntry(ref position, out var key, out var value))
        {
            if (key.As<PyStr>() is not { } name)
                throw PyErrors.TypeError(runtime.Semantics.Calls.KeywordIsNoString(callable));
            if (dict.TryGet(runtime, key, out _))
                throw PyErrors.TypeError(runtime.Semantics.Calls.GivenTwice(runtime, callable, name.Value));
            dict.Set(runtime, key, value);
        }
    }

    // It is only named in a message: the verifier does not ask for it.
    private static PyValue Callable(Frame frame, int place) =>
        frame.Top - place >= frame.Body.SlotCount ? frame.Peek(place) : throw NoCompiler(frame, "it makes arguments without a function");

    private static PySet Set(Frame frame, int place) =>
        frame.Peek(place).As<PySet>() ?? throw NoCompiler(frame, "it adds to what is no set");

    private static PyDict Dict(Frame frame, int place) =>
        frame.Peek(place).As<PyDict>() ?? throw NoCompiler(frame, "it adds to what is no dict");

    private static UnsupportedBytecodeException NoCompiler(Frame frame, string why) =>
        Unsupported.Malformed(frame, why);
}
