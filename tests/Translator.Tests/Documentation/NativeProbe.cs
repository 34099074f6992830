using System.Collections.Immutable;
using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests.Documentation;

/// <summary>Finds out whether native code has a function or method of Python's own, by building functions that call it.</summary>
/// <remarks>
/// It counts as native where some call does: with none to two arguments, each an int, a float, an array of floats, a list of ints, a pair
/// or a class, or three of one kind, whose result is returned or gone through by a loop. A function that can only leave native code is none.
/// </remarks>
internal sealed class NativeProbe
{
    private const int MostArguments = 3;

    // What an argument may be: the type of a parameter, or null where the code makes it itself.
    private static readonly (Argument Kind, ParameterType? Type)[] s_arguments =
    [
        (Argument.Parameter, IrType.Int64),
        (Argument.Parameter, IrType.Float64),
        (Argument.Parameter, new SequenceType(ElementKind.Float64)),
        (Argument.Parameter, new SequenceType(ElementKind.Int64, IsFixed: false)),
        (Argument.Pair, null),
        (Argument.Class, null),
    ];

    // What the builder asks of the version is in the key: rows that several versions share are tried once.
    private static readonly Dictionary<object, bool> s_answers = [];

    private readonly PycFile _file;
    private readonly PythonRuntime _runtime;

    /// <summary>A probe of one version.</summary>
    /// <param name="version">The version, as the folders of the fixtures name it.</param>
    public NativeProbe(string version)
    {
        _file = PycFile.Read(Repository.Pyc("straight", version));
        _runtime = new PythonRuntime(_file.Version) { Modules = new StandardModules() };
    }

    private enum Argument
    {
        Parameter,
        Pair,
        Class,
    }

    /// <summary>Whether native code has a function or class that is called by its name.</summary>
    public bool HasFunction(PyValue function)
    {
        var signature = (function.Object as PyBuiltinFunction)?.Signature;
        var key = (signature is null ? function.Object : (object)(signature.Name, signature.Module, signature.Parameters), Semantics);
        return Answer(key, () => Any(signature, 0, taken => Compiles(function, null, "", taken)));
    }

    /// <summary>Whether native code has a method or attribute of values of a class that it can hold.</summary>
    public bool HasMember(PyType type, string name, PyObject member)
    {
        var isAttribute = member is PyComputedAttribute;
        var signature = (member as PyBuiltinFunction)?.Signature;
        var receivers = type.Name switch
        {
            "int" or "long" => [new Receiver(IrType.Int64)],
            "bool" => [new Receiver(IrType.Bool)],
            "float" => [new Receiver(IrType.Float64)],
            "list" => [new Receiver(new SequenceType(ElementKind.Int64, IsFixed: false)), new Receiver(new SequenceType(ElementKind.Float64))],
            "tuple" => [new Receiver(null, IsPair: true)],
            _ => Array.Empty<Receiver>(),
        };
        return Answer((type, name, signature?.Parameters, Semantics), () => receivers.Any(receiver => isAttribute
            ? Compiles(PyValue.None, receiver, name, null)
            : Any(signature, 1, taken => Compiles(PyValue.None, receiver, name, taken))));
    }

    private (bool HasLong, FloatSum FloatSum) Semantics => (_runtime.Semantics.Numbers.HasLong, _runtime.Semantics.Builtins.FloatSum);

    private static bool Answer(object key, Func<bool> ask)
    {
        if (!s_answers.TryGetValue(key, out var answer))
            s_answers[key] = answer = ask();
        return answer;
    }

    /// <summary>Whether some call compiles.</summary>
    /// <param name="signature">What is called, null where any number of arguments is tried.</param>
    /// <param name="bound">Parameters that the receiver takes.</param>
    /// <param name="compiles">Tries a call.</param>
    private static bool Any(BuiltinSignature? signature, int bound, Func<ImmutableArray<(Argument, ParameterType?)>, bool> compiles)
    {
        var most = signature is null or { TakesRest: true } ? MostArguments : Math.Min(MostArguments, signature.PositionalCount - bound);
        // Without arguments int() is 0, which says nothing of int; a function without parameters has no other call.
        var least = signature is null ? 1 : signature.Parameters.Count(parameter => !parameter.IsOptional) - bound;
        for (var count = least; count <= most; count++)
        {
            if (Calls(count).Any(compiles))
                return true;
        }
        return false;
    }

    private static IEnumerable<ImmutableArray<(Argument, ParameterType?)>> Calls(int count) => count switch
    {
        0 => [[]],
        1 or 3 => s_arguments.Select(argument => ImmutableArray.CreateRange(Enumerable.Repeat(argument, count))),
        _ => s_arguments.SelectMany(first => s_arguments.Select(second => ImmutableArray.Create(first, second))),
    };

    private bool Compiles(PyValue function, Receiver? receiver, string name, ImmutableArray<(Argument, ParameterType?)>? taken)
    {
        ParameterType[] types = [.. Types(receiver, taken)];
        var globals = new PyNamespace { ["called"] = function };
        var scope = new ModuleScope(_file, _runtime, globals);
        return Builds(Code(receiver, name, taken, isLoop: false, types.Length), scope, types)
            || (taken is not null && receiver is null && Builds(Code(receiver, name, taken, isLoop: true, types.Length), scope, types));
    }

    private static bool Builds(Bytecode code, ModuleScope scope, ParameterType[] types)
    {
        try
        {
            var built = IrBuilder.Build(code, scope, types, IntegerMode.Exact);
            return built.Blocks.SelectMany(block => block).Any(value => value.Op == Op.Return);
        }
        catch (UnsupportedBytecodeException)
        {
            return false;
        }
    }

    private static IEnumerable<ParameterType> Types(Receiver? receiver, ImmutableArray<(Argument Kind, ParameterType? Type)>? taken)
    {
        if (receiver?.Type is { } own)
            yield return own;
        foreach (var (_, type) in taken ?? [])
        {
            if (type is { } passed)
                yield return passed;
        }
    }

    /// <summary>
    /// <c>return called(…)</c>, <c>for _ in called(…): pass</c>, <c>return x.name(…)</c>, or <c>return x.name</c> where nothing is taken.
    /// </summary>
    private Bytecode Code(Receiver? receiver, string name, ImmutableArray<(Argument Kind, ParameterType? Type)>? taken, bool isLoop, int parameters)
    {
        var (instructions, depths, depth, slot) = (new List<Instruction>(), new List<int>(), 0, 0);
        if (receiver is null)
            Add(BytecodeOp.LoadGlobal, 0, +1);
        else
        {
            Push(receiver.Value.IsPair ? Argument.Pair : Argument.Parameter);
            Add(BytecodeOp.LoadAttribute, 1, 0);
        }
        if (taken is { } arguments)
        {
            foreach (var (kind, _) in arguments)
                Push(kind);
            Add(BytecodeOp.Call, arguments.Length, -arguments.Length);
        }
        if (isLoop)
        {
            Add(BytecodeOp.GetIterator, 0, 0);
            var loop = instructions.Count;
            Add(BytecodeOp.ForIterator, 0, +1, target: loop + 3);
            Add(BytecodeOp.Pop, 0, -1);
            Add(BytecodeOp.Jump, 0, -1, target: loop);
            Add(BytecodeOp.LoadConstant, 0, +1);
        }
        Add(BytecodeOp.Return, 0, -1);
        return new Bytecode
        {
            Code = CodeOf(name, parameters),
            Instructions = [.. instructions],
            Constants = [new IntConstant(0)],
            SlotNames = [.. Enumerable.Range(0, parameters).Select(i => $"p{i}")],
            Regions = [],
            StackDepths = [.. depths],
            MaximumDepth = MostArguments + 4,
        };

        void Push(Argument kind)
        {
            switch (kind)
            {
                case Argument.Parameter:
                    Add(BytecodeOp.LoadLocal, slot++, +1);
                    break;
                case Argument.Pair:
                    Add(BytecodeOp.LoadConstant, 0, +1);
                    Add(BytecodeOp.LoadConstant, 0, +1);
                    Add(BytecodeOp.BuildTuple, 2, -1);
                    break;
                default:
                    Add(BytecodeOp.LoadGlobal, 2, +1);
                    break;
            }
        }

        void Add(BytecodeOp op, int argument, int effect, int target = -1)
        {
            depths.Add(depth);
            instructions.Add(new Instruction(op, argument, target, instructions.Count, "", SourcePosition.Unknown));
            depth += effect;
        }
    }

    private CodeObject CodeOf(string name, int parameters) => new()
    {
        Version = _file.Version,
        ArgumentCount = parameters,
        PositionalOnlyCount = 0,
        KeywordOnlyCount = 0,
        StackSize = MostArguments + 4,
        Flags = CodeFlags.Optimized | CodeFlags.NewLocals,
        Code = [],
        Constants = [],
        Names = ["called", name, "int"],
        LocalNames = [.. Enumerable.Range(0, parameters).Select(i => $"p{i}")],
        CellNames = [],
        FreeNames = [],
        LocalSlots = [],
        FileName = "probe.py",
        Name = "probe",
        QualifiedName = "probe",
        FirstLine = 1,
        LineTable = [],
        ExceptionTable = [],
    };

    /// <summary>What a method is called of: a parameter, or a pair that the code makes.</summary>
    private readonly record struct Receiver(ParameterType? Type, bool IsPair = false);
}
