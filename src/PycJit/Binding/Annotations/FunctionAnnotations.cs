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

    /// <summary>Reads them; Python code may have to compute them, from 3.14 on.</summary>
    public static FunctionAnnotations Read(PycModule module, PyFunction function)
    {
        var runtime = module.Runtime;
        var read = new FunctionAnnotations();
        lock (runtime.Gate)
        {
            try
            {
                if (Evaluate(runtime, function.Annotations).As<PyDict>() is not { } annotations)
                    return read;
                var types = new AnnotatedTypes(runtime, function.Globals);
                var position = 0;
                while (annotations.TryNextEntry(ref position, out var name, out var annotation))
                {
                    if (name.As<PyStr>() is { } text)
                        read._types[text.Value] = types.Of(annotation);
                }
            }
            catch (Exception error) when (error is PythonError or PycJitException or InsufficientExecutionStackException)
            {
                read.Failure = module.Translate(error).Message.TrimEnd('.');
            }
        }
        return read;
    }

    /// <summary>Whether a parameter, or <c>return</c>, has an annotation.</summary>
    public bool Has(string name) => _types.ContainsKey(name);

    /// <summary>
    /// The C# type of what is annotated: <c>void</c> for None; null where there is no annotation, or C# has nothing like it.
    /// </summary>
    public Type? Of(string name) => _types.GetValueOrDefault(name);

    private static PyValue Evaluate(PythonRuntime runtime, PyValue annotations)
    {
        const int Values = 1;                               // annotationlib.Format.VALUE
        return annotations.Object is PyFunction computation
            ? runtime.Ask(() => Operators.Call(runtime, computation, new CallArguments([PyValue.FromInt(Values)], [])))
            : annotations;
    }
}
