using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc.Binding;

/// <summary>The types that the annotations of a function name.</summary>
internal sealed class FunctionAnnotations
{
    private readonly Dictionary<string, Type?> _types = [];

    private FunctionAnnotations()
    {
    }

    /// <summary>Why they could not be read: a clause; null where they were.</summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// The names and values of annotations that are there already. Nobody runs Python code meanwhile; whoever asks for types later does not
    /// have to wait for Python code that runs then.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, PyValue>> Copy(PyValue annotations)
    {
        if (annotations.As<PyDict>() is not { } dict)
            return [];
        var copy = ImmutableArray.CreateBuilder<KeyValuePair<string, PyValue>>();
        var position = 0;
        while (dict.TryNextEntry(ref position, out var name, out var annotation))
        {
            if (name.As<PyStr>() is { } text)
                copy.Add(new(text.Value, annotation));
        }
        return copy.ToImmutable();
    }

    /// <summary>The types of annotations.</summary>
    /// <param name="module">The module.</param>
    /// <param name="function">The function: from 3.14 on Python code has to compute its annotations, and waits until no other runs.</param>
    /// <param name="known">Those that <see cref="Copy"/> found.</param>
    public static FunctionAnnotations Read(PycModule module, PyFunction function, ImmutableArray<KeyValuePair<string, PyValue>> known)
    {
        var read = new FunctionAnnotations();
        try
        {
            var types = new AnnotatedTypes(module.Runtime, module.Scope);
            foreach (var (name, annotation) in function.Annotations.Object is PyFunction computation ? Compute(module.Runtime, computation) : known)
                read._types[name] = types.Of(annotation);
        }
        catch (Exception error) when (error is PythonError or PycJitException or InsufficientExecutionStackException)
        {
            using (module.Runtime.HoldGate())
                read.Failure = module.Translate(error).Message.TrimEnd('.');
        }
        return read;
    }

    /// <summary>Whether a parameter, or <c>return</c>, has an annotation.</summary>
    public bool Has(string name) => _types.ContainsKey(name);

    /// <summary>
    /// The C# type of what is annotated: <c>void</c> for None; null where there is no annotation, or C# has nothing like it.
    /// </summary>
    public Type? Of(string name) => _types.GetValueOrDefault(name);

    private static ImmutableArray<KeyValuePair<string, PyValue>> Compute(PythonRuntime runtime, PyFunction computation)
    {
        const int Values = 1;                               // annotationlib.Format.VALUE
        using (runtime.HoldGate())
            return Copy(runtime.Ask(() => Operators.Call(runtime, computation, new CallArguments([PyValue.FromInt(Values)], []))));
    }
}
