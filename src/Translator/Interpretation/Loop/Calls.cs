using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Calls out of the loop: Python functions get a frame, all else is called at once.</summary>
internal static class Calls
{
    /// <summary>Calls what is below so many positional arguments.</summary>
    /// <returns>A frame to run; null where the result is on the stack already.</returns>
    public static Frame? TryEnter(PythonRuntime runtime, Frame frame, int count)
    {
        var place = frame.Top - count - 1;
        ref var callable = ref frame.Values[place];
        var target = callable.Object;
        if (target is PyFunction plain)
            return Enter(runtime, frame, plain, new CallArguments(frame.Values.AsSpan(place + 1, count)), place);

        if (target is PyMethod method)
        {
            callable = method.Self;                          // which is where the first argument belongs
            var arguments = new CallArguments(frame.Values.AsSpan(place, count + 1));
            if (method.Function is PyFunction function)
                return Enter(runtime, frame, function, arguments, place);
            var result = Operators.Call(runtime, method.Function, arguments);
            frame.Top = place;
            frame.Push(result);
            return null;
        }

        PyValue value = count == 0 && ReferenceEquals(target, PyTypes.Super)
            ? PySuper.InFrame(runtime, frame)                // the one call that looks into its caller
            : Operators.Call(runtime, callable, new CallArguments(frame.Values.AsSpan(place + 1, count)));
        frame.Top = place;
        frame.Push(value);
        return null;
    }

    /// <summary>The calls with names, <c>*</c> and <c>**</c>.</summary>
    public static Frame? TryEnterGeneral(PythonRuntime runtime, Frame frame, in Step step) => step.Op switch
    {
        StepOp.CallKeywords => CallKeywords(runtime, frame, step.Argument),
        StepOp.CallUnpacked => CallUnpacked(runtime, frame, step.Argument),
        _ => CallPairs(runtime, frame, step.Argument),
    };

    private static Frame? CallKeywords(PythonRuntime runtime, Frame frame, int count)
    {
        var keywords = frame.Pop().As<PyTuple>();
        if (keywords is null || keywords.Count > count)
            throw Unsupported.Malformed(frame, "the names of the arguments are no tuple of names");
        var names = new string[keywords.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = keywords[i].As<PyStr>()?.Value ?? "";

        var place = frame.Top - count - 1;
        return Enter(runtime, frame, frame.Values[place], new CallArguments(frame.Values.AsSpan(place + 1, count), names), place);
    }

    private static Frame? CallUnpacked(PythonRuntime runtime, Frame frame, int argument)
    {
        var mapping = argument == 1 ? frame.Pop() : default;
        var iterable = frame.Pop();
        var place = frame.Top - 1;
        var callable = frame.Values[place];
        var values = new List<PyValue>();
        var names = new List<string>();
        AddItems(runtime, callable, iterable, values);
        if (!mapping.IsUnbound)
            AddPairs(runtime, callable, mapping, values, names);
        return Enter(runtime, frame, callable, new CallArguments(values.ToArray(), names.ToArray()), place);
    }

    /// <summary>The calls with names of CPython before 3.6, whose order of names depends on what is called.</summary>
    /// <remarks>
    /// CPython 2.7: <c>Python/ceval.c</c>, <c>update_keyword_args</c>. Unless a function of Python code is called with nothing unpacked, the
    /// names go into a dict: those of the mapping, then those that are written out, the last one first.
    /// </remarks>
    private static Frame? CallPairs(PythonRuntime runtime, Frame frame, int argument)
    {
        var mapping = (argument >> 17 & 1) != 0 ? frame.Pop() : default;
        var iterable = (argument >> 16 & 1) != 0 ? frame.Pop() : default;
        var pairs = frame.PopMany(2 * (argument >> 8 & 0xFF));
        var values = new List<PyValue>(frame.PopMany(argument & 0xFF));
        var names = new List<string>();
        var place = frame.Top - 1;
        var callable = frame.Values[place];
        if (!iterable.IsUnbound)
            AddItems(runtime, callable, iterable, values);
        if (!mapping.IsUnbound)
            AddPairs(runtime, callable, mapping, values, names);
        var isDict = !mapping.IsUnbound || !iterable.IsUnbound || callable.Object is not (PyFunction or PyMethod { Function: PyFunction });
        for (var i = 0; i < pairs.Length; i += 2)
        {
            var pair = isDict ? pairs.Length - 2 - i : i;
            var name = pairs[pair].As<PyStr>()?.Value ?? throw PyErrors.TypeError("keywords must be strings");
            if (!mapping.IsUnbound && names.Contains(name))
                throw PyErrors.TypeError(runtime.Semantics.Calls.GivenTwice(runtime, callable, name));
            names.Add(name);
            values.Add(pairs[pair + 1]);
        }
        if (isDict && pairs.Length > 0 && names.Count > 1 && !IsPythonsOwn(callable))
            OrderAsDict(runtime, values, names);
        return Enter(runtime, frame, callable, new CallArguments(values.ToArray(), names.ToArray()), place);
    }

    // Python's own functions take the dict as it is; Python code gets its names in the order of the dict.
    private static bool IsPythonsOwn(PyValue callable) =>
        callable.Object is PyBuiltinFunction or PyMethod { Function: PyBuiltinFunction } or PyMethodDescriptor or PyType { IsBuiltin: true };

    private static void OrderAsDict(PythonRuntime runtime, List<PyValue> values, List<string> names)
    {
        var dict = new PyDict();
        var place = values.Count - names.Count;
        for (var i = 0; i < names.Count; i++)
            dict.Set(runtime, PyValue.FromText(names[i]), values[place + i]);
        var (position, count) = (0, 0);
        while (dict.TryNextEntry(ref position, out var key, out var value))
        {
            names[count] = key.As<PyStr>()!.Value;               // all keys were made of names
            values[place + count++] = value;
        }
    }

    private static void AddItems(PythonRuntime runtime, PyValue callable, PyValue iterable, List<PyValue> values)
    {
        if (iterable.As<PyTuple>() is { } tuple)
        {
            runtime.Memory.Check((long)values.Count + tuple.Count, PythonMemory.ValueSize);
            runtime.ChargeCopy(tuple.Count);
            values.AddRange(tuple.Items);
            return;
        }
        var iterator = iterable.Object?.GetIterator(runtime)
            ?? throw PyErrors.TypeError(runtime.Semantics.Calls.NotAnIterableOfArguments(runtime, callable, iterable));
        while (iterator.TryNext(runtime, out var item))
        {
            runtime.Memory.Check(values.Count + 1L, PythonMemory.ValueSize);
            values.Add(item);
        }
    }

    private static void AddPairs(PythonRuntime runtime, PyValue callable, PyValue mapping, List<PyValue> values, List<string> names)
    {
        if (mapping.As<PyDict>() is not { } dict)
            throw PyErrors.TypeError(runtime.Semantics.Calls.NotAMappingOfArguments(runtime, callable, mapping));
        var position = 0;
        while (dict.TryNextEntry(ref position, out var key, out var value))
        {
            var name = key.As<PyStr>()?.Value ?? throw PyErrors.TypeError(runtime.Semantics.Calls.KeywordIsNoString(callable));
            runtime.ChargeCopy(names.Count);
            if (names.Contains(name))
                throw PyErrors.TypeError(runtime.Semantics.Calls.GivenTwice(runtime, callable, name));
            names.Add(name);
            values.Add(value);
        }
    }

    private static Frame? Enter(PythonRuntime runtime, Frame frame, PyValue callable, in CallArguments arguments, int place)
    {
        if (callable.Object is PyFunction function)
            return Enter(runtime, frame, function, arguments, place);
        PyValue result = arguments.Values.IsEmpty && ReferenceEquals(callable.Object, PyTypes.Super)
            ? PySuper.InFrame(runtime, frame)
            : Operators.Call(runtime, callable, arguments);
        frame.Top = place;
        frame.Push(result);
        return null;
    }

    /// <summary>A frame for a function with its arguments, to which the caller's <paramref name="place"/> is the top afterwards.</summary>
    private static Frame Enter(PythonRuntime runtime, Frame caller, PyFunction function, in CallArguments arguments, int place)
    {
        runtime.EnterFrame();
        var frame = default(Frame);
        var isDone = false;
        try
        {
            frame = Interpreter.NewFrame(runtime, function);
            ArgumentBinding.Bind(runtime, function, arguments, frame.Values);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                frame?.Body.ReturnFrame(frame);
                runtime.Leave();
            }
        }
        frame.Caller = caller;
        caller.Top = place;
        return frame;
    }
}
