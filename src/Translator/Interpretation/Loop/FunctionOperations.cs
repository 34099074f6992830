using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Makes functions, and looks up the methods of <c>with</c>.</summary>
internal static class FunctionOperations
{
    /// <summary>code → function.</summary>
    public static PyFunction Make(Frame frame, PyValue code) =>
        new(code.As<PyCode>() ?? throw NoCompiler(frame, "a function is made of what is no code"), frame.Globals);

    /// <summary>value, function → function.</summary>
    public static void SetAttribute(PythonRuntime runtime, Frame frame, FunctionAttribute attribute)
    {
        var function = frame.Pop().As<PyFunction>() ?? throw NoCompiler(frame, "an attribute is set of what is no function");
        var value = frame.Pop();
        frame.Push(function);
        switch (attribute)
        {
            case FunctionAttribute.Defaults:
                function.Defaults = Tuple(frame, value).Items.ToArray();
                break;
            case FunctionAttribute.KeywordDefaults:
                function.SetKeywordDefaults(runtime, value);
                break;
            case FunctionAttribute.Closure:
                function.Closure = [.. Tuple(frame, value).Items.ToArray()
                    .Select(cell => cell.As<PyCell>() ?? throw NoCompiler(frame, "a closure holds what is no cell"))];
                break;
            case FunctionAttribute.QualifiedName:
                function.QualifiedName = value.As<PyStr>()?.Value ?? function.Name;
                break;
            default:
                function.Annotations = AnnotationsOf(runtime, value);
                break;
        }
    }

    /// <summary>The method of a <c>with</c>, bound.</summary>
    public static PyValue LoadSpecial(PythonRuntime runtime, Frame frame, PyValue manager, SpecialMethod method)
    {
        var name = method switch
        {
            SpecialMethod.Enter => "__enter__",
            SpecialMethod.Exit => "__exit__",
            SpecialMethod.AsyncEnter => "__aenter__",
            _ => "__aexit__",
        };
        if (method is SpecialMethod.AsyncEnter or SpecialMethod.AsyncExit)
            throw Unsupported.Here(frame, DiagnosticDescriptors.EventLoop, "there is no event loop here", "Write the function without async.");
        return manager.Type.TryLookup(runtime, name, out var found)
            ? Attributes.Bind(runtime, found, manager, manager.Type)
            : throw runtime.Semantics.Execution.NoContextManager(manager, name);
    }

    // Up to 3.13 a dict, or names and values in turn; from 3.14 on a function.
    private static PyValue AnnotationsOf(PythonRuntime runtime, PyValue value)
    {
        if (value.As<PyTuple>() is not { } pairs)
            return value;
        var dict = new PyDict();
        for (var i = 0; i + 1 < pairs.Count; i += 2)
            dict.Set(runtime, pairs[i], pairs[i + 1]);
        return dict;
    }

    private static PyTuple Tuple(Frame frame, PyValue value) =>
        value.As<PyTuple>() ?? throw NoCompiler(frame, "an attribute of a function is no tuple");

    private static UnsupportedBytecodeException NoCompiler(Frame frame, string why) =>
        Unsupported.Malformed(frame, why);
}
