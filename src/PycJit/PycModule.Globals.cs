using System.Collections.Concurrent;
using Pyc.Binding.Values;
using Pyc.Execution;
using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc;

/// <content>The global variables of the module, read and set by C#.</content>
public sealed partial class PycModule
{
    // Every function that was ever a value of a global: their versions are told when a global is set.
    private readonly ConcurrentDictionary<(string Name, PyObject Callable), PycFunction> _everKnown = [];

    /// <summary>The value of a global variable of the module, as it is now.</summary>
    /// <typeparam name="T">A C# type that a delegate could have as its result: the value is converted in the same way. Lists are copied.</typeparam>
    /// <param name="name">Its name in Python.</param>
    /// <exception cref="GlobalNotFoundException">The module has no such global; the message names similar ones.</exception>
    /// <exception cref="UnavailableException">Its value could not be had when the module was loaded.</exception>
    /// <exception cref="ResultTypeException">It is of a type that <typeparamref name="T"/> does not hold.</exception>
    /// <exception cref="OverflowException">It is a number that does not fit.</exception>
    public T GetGlobal<T>(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Converters.Find(typeof(T)) is not ValueConverter<T> converter)
            throw new ArgumentException($"{Binding.TypeNames.Of(typeof(T))} is no type of a value of Python's.", nameof(T));
        return Converted(marshalling =>
        {
            var value = BoundGlobal(name);
            UnavailableObject.Check(value);
            if (converter.TryFromPython(marshalling, value, out var result))
                return result;
            throw Runtime.Ask(() => ConversionErrors.OfResult(
                Runtime, Place, marshalling.Failure!, value, subject: name));      // what failed has said so
        });
    }

    /// <summary>Sets a global variable of the module, for code that runs interpreted and for native code alike.</summary>
    /// <param name="name">Its name in Python: one that is bound, if only to a value that could not be had at load.</param>
    /// <param name="value">
    /// What a delegate could pass: numbers, strings, tuples, lists, null for None; or a <see cref="PycFunction"/> of this module. Lists and
    /// arrays are copied.
    /// </param>
    /// <remarks>
    /// Calls that begin after it has returned see the value, through delegates that exist as well: native code that took the old value for
    /// a constant is compiled anew at the next call, or that call is interpreted where native code cannot hold the new value. Calls
    /// that run meanwhile may go on with the old one. What Python has computed of the old value, such as other globals and the defaults of
    /// parameters, stays as it is. A delegate of a function stays one of that function when the function's name is bound to something else.
    /// It waits until no other thread runs interpreted code of the module.
    /// </remarks>
    /// <exception cref="GlobalNotFoundException">The module has no such global; the message names similar ones.</exception>
    /// <exception cref="ArgumentException">The value cannot be passed to Python.</exception>
    public void SetGlobal(string name, object? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_viewed is not null)
        {
            _viewed.SetGlobal(name, value);
            return;
        }
        var generation = Converted(marshalling =>
        {
            BoundGlobal(name);
            var converted = value is PycFunction function
                ? function.CallableIn(this)
                : Converters.Of<object?>().ToPython(marshalling, value);
            _evaluation.Globals[name] = converted;
            _functions = _functions.With(name, IsFunction(converted) ? FunctionOf(name, converted) : null);
            _scope = _scope.With(name, converted);
            return _scope.Generation;
        });
        foreach (var function in _everKnown.Values)
            function.Forget(name, generation);
    }

    /// <summary>Names of the module's globals, those aside that every module has.</summary>
    /// <param name="areValues">Whether those of functions, classes and modules are left out.</param>
    internal IReadOnlyList<string> GlobalNames(bool areValues = false)
    {
        using (Runtime.HoldGate())
        {
            return [.. _evaluation.Globals.Items
                .Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal) || !pair.Key.EndsWith("__", StringComparison.Ordinal))
                .Where(pair => !areValues || !(IsFunction(pair.Value) || pair.Value.Object is PyType or PyModule or PyBuiltinFunction or TypingObject))
                .Select(pair => pair.Key)];
        }
    }

    /// <summary>What a caller in C# gets for an exception of a call or a conversion.</summary>
    internal Exception Translate(Exception error) => error switch
    {
        PythonError raised => PythonExceptions.From(Runtime, raised.Value),
        InsufficientExecutionStackException => PythonExceptions.From(
            Runtime, PyErrors.Of(Runtime.Semantics.Calls.RecursionErrorType, "maximum recursion depth exceeded").Value),
        OutOfMemoryException => PythonExceptions.From(Runtime, new PyException(ExceptionTypes.MemoryError, [])),
        _ => error,
    };

    private T Converted<T>(Func<Marshalling, T> body)
    {
        using (Runtime.HoldGate())
        {
            try
            {
                return body(new Marshalling(Runtime, isCopying: true));
            }
            catch (Exception error) when (error is PythonError or InsufficientExecutionStackException or OutOfMemoryException)
            {
                throw Translate(error);
            }
        }
    }

    private PycFunction FunctionOf(string name, PyValue value) =>
        _everKnown.GetOrAdd((name, value.Object!), key => new PycFunction(this, key.Name, key.Callable));     // a function is an object

    private PyValue FindGlobal(string name)
    {
        using (Runtime.HoldGate())
            return _evaluation.Globals[name];
    }

    private PyValue BoundGlobal(string name)
    {
        if (FindGlobal(name) is { IsUnbound: false } value)
            return value;
        var all = GlobalNames();
        var close = CloseNames.Of(name, all);
        throw new GlobalNotFoundException(Name, name, close.Count > 0 ? close : all, close.Count > 0);
    }

    private SourceLocation Place => new(File.Code.FileName, SourcePosition.Unknown, "<module>", -1);
}
