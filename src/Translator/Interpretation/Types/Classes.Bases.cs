using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <content>The bases of a class.</content>
internal static partial class Classes
{
    // What CPython marks without Py_TPFLAGS_BASETYPE.
    private static readonly ImmutableArray<PyType> s_final =
    [
        PyTypes.Bool, PyTypes.NoneType, PyTypes.NotImplementedType, PyTypes.Ellipsis, PyTypes.Slice, PyTypes.Range, PyTypes.XRange,
        PyTypes.Function, PyTypes.Method, PyTypes.BuiltinFunction, PyTypes.MethodDescriptor, PyTypes.Code, PyTypes.Cell, PyTypes.Generator,
        PyTypes.Traceback, PyTypes.UnionType, PyTypes.MappingProxy, PyTypes.MemberDescriptor,
    ];

    /// <summary>The bases that a class statement names, as classes that can be bases.</summary>
    /// <exception cref="PythonError">CPython allows none to derive from one: TypeError.</exception>
    /// <exception cref="UnavailableException">PycJit has no objects that would be of both classes.</exception>
    public static ImmutableArray<PyType> CheckBases(PythonRuntime runtime, ReadOnlySpan<PyValue> bases)
    {
        var types = ImmutableArray.CreateBuilder<PyType>();
        foreach (var item in bases)
        {
            UnavailableObject.Check(item);
            var given = item.As<PyGenericAlias>() is { } alias ? alias.Origin : item.As<PyType>();
            if (given is null)
                {
                throw new UnavailableException(
                    DiagnosticDescriptors.ClassFeature, $"a class derived from a {item.Type.Name}", "only classes can be bases here", "Derive it from a class.");
            }
            if (s_final.Contains(given))
                throw PyErrors.TypeError($"type '{given.Name}' is not an acceptable base type");
            if (given.IsBuiltin && !ReferenceEquals(given, PyTypes.Object) && !given.IsSubtypeOf(ExceptionTypes.BaseException))
            {
                throw new UnavailableException(
                    DiagnosticDescriptors.ClassFeature, $"a class derived from {given.Name}", "classes can be derived from object, exceptions and other classes alone",
                    $"Keep the {given.Name} in an attribute.");
            }
            types.Add(given);
        }
        return types.ToImmutable();
    }

    /// <summary>Those classes of a list that the version has: some bases of Python 2 are there in every version.</summary>
    public static List<PyType> Visible(PythonRuntime runtime, IEnumerable<PyType> types) =>
        [.. types.Where(type => !IsHidden(runtime, type))];

    /// <summary><c>__bases__</c> as the version has them.</summary>
    public static List<PyType> VisibleBases(PythonRuntime runtime, PyType type)
    {
        var bases = type.Bases;
        while (bases.Length == 1 && IsHidden(runtime, bases[0]))
            bases = bases[0].Bases;
        return [.. bases];
    }

    private static bool IsHidden(PythonRuntime runtime, PyType type) =>
        !runtime.Semantics.Classes.HasOldStyle
        && (ReferenceEquals(type, ExceptionTypes.StandardError) || ReferenceEquals(type, ExceptionTypes.EnvironmentError)
            || ReferenceEquals(type, PyTypes.BaseString));

    // CPython: best_base. Two bases that both add fields to their objects cannot share one.
    private static void CheckLayout(PythonRuntime runtime, ImmutableArray<PyType> bases)
    {
        var best = PyTypes.Object;
        foreach (var candidate in bases)
        {
            runtime.Charge(candidate.Mro.Length);
            var solid = candidate.Mro.First(type => IsSolid(runtime, type));
            if (solid.IsSubtypeOf(best))
                best = solid;
            else if (!best.IsSubtypeOf(solid))
                throw PyErrors.TypeError("multiple bases have instance lay-out conflict");
        }
    }

    private static bool IsSolid(PythonRuntime runtime, PyType type) =>
        ReferenceEquals(type, PyTypes.Object) || ReferenceEquals(type, ExceptionTypes.BaseException)
        || (type.IsBuiltin ? ExceptionField.AreOwnedBy(type, runtime.Version) : type.AddsSlots);

    // The C3 linearization. CPython: mro_implementation and pmerge.
    private static ImmutableArray<PyType> Linearize(PythonRuntime runtime, ImmutableArray<PyType> bases)
    {
        // As CPython does; the merge below takes time in proportion to the square of the depth.
        if (bases.Length == 1)
        {
            runtime.Charge(bases[0].Mro.Length);            // each class of a chain has a list of all below it
            runtime.Memory.Check(bases[0].Mro.Length, IntPtr.Size);
            return bases[0].Mro;
        }
        for (var i = 0; i < bases.Length; i++)
        {
            if (bases.AsSpan()[..i].Contains(bases[i]))
                throw PyErrors.TypeError($"duplicate base class {(runtime.Semantics.Exceptions.NameInTexts(bases[i]))}");
        }
        List<Queue<PyType>> lists = [.. bases.Select(item => new Queue<PyType>(item.Mro)), new Queue<PyType>(bases)];
        var order = ImmutableArray.CreateBuilder<PyType>();
        while (true)
        {
            lists.RemoveAll(list => list.Count == 0);
            if (lists.Count == 0)
                return order.ToImmutable();
            runtime.Memory.Check(order.Count + 1L, PythonMemory.ValueSize);
            runtime.Charge(lists.Sum(list => (long)list.Count) * lists.Count);
            var next = lists.Select(list => list.Peek()).FirstOrDefault(head => !lists.Exists(list => list.Skip(1).Contains(head)))
                ?? throw NoOrder(runtime, lists);
            order.Add(next);
            foreach (var list in lists)
            {
                if (ReferenceEquals(list.Peek(), next))
                    list.Dequeue();
            }
        }
    }

    private static PythonError NoOrder(PythonRuntime runtime, List<Queue<PyType>> lists)
    {
        var heads = lists.Select(list => list.Peek()).Distinct().Select(type => type.Name);
        return PyErrors.TypeError(
            $"Cannot create a consistent method resolution{runtime.Semantics.Classes.BreakInOrderMessage}order (MRO) for bases {string.Join(", ", heads)}");
    }
}
