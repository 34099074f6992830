using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Pyc.Binding;
using Pyc.Execution;
using Pyc.Loader;
using Pyc.Logging;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc;

/// <summary>A function that a module defines at its top level.</summary>
/// <remarks>Members that take parameter types assume <see langword="long"/> for each parameter when none are given.</remarks>
public sealed class PycFunction
{
    private readonly PycModule _module;
    private readonly CodeObject _code;
    private readonly string? _obstacle;
    private readonly Lazy<Bytecode> _bytecode;
    private readonly Lock _versionsLock = new();
    private ImmutableList<FunctionVersion> _versions = [];

    internal PycFunction(PycModule module, string name, CodeObject code, string? obstacle)
    {
        _module = module;
        _code = code;
        _obstacle = obstacle;
        Name = name;
        Parameters = code.LocalNames[..code.ParameterCount];
        // An error is not kept: each caller gets an exception object of its own, with its own stack trace.
        _bytecode = new Lazy<Bytecode>(() => BytecodeDecoder.Decode(code), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The name that the module binds it to.</summary>
    public string Name { get; }

    /// <summary>The parameters, in order; keyword-only ones follow the positional ones.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public string SourceFile => _code.FileName;

    /// <summary>The line of the <c>def</c>, or of its first decorator.</summary>
    public int Line => _code.FirstLine;

    /// <summary>Size of its bytecode in bytes.</summary>
    public int BytecodeSize => _code.Code.Length;

    /// <summary>The function as Python declares it: <c>foo(a, b)</c>.</summary>
    public string Declaration => $"{Name}({string.Join(", ", Parameters)})";

    /// <summary>Whether it can be compiled for these parameter types.</summary>
    /// <param name="whyNot">Why it cannot; <see langword="null"/> when it can.</param>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public bool IsCompilable([NotNullWhen(false)] out string? whyNot, params ReadOnlySpan<Type> parameterTypes)
    {
        try
        {
            VersionFor(TypesOf(parameterTypes));
            whyNot = null;
        }
        catch (PycJitException exception)
        {
            whyNot = exception.Message;
        }
        return whyNot is null;
    }

    /// <summary>The type that it returns for these parameter types: <c>long</c>, <c>bool</c>, or <c>void</c> for None.</summary>
    /// <inheritdoc cref="Compile" path="/exception"/>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public Type ResultTypeFor(params ReadOnlySpan<Type> parameterTypes) =>
        DelegateBinder.NaturalResult(VersionFor(TypesOf(parameterTypes)).ResultType);

    /// <summary>Compiles it now, if it was not yet, and says what came of it.</summary>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    /// <exception cref="UnsupportedBytecodeException">The function does what native code cannot do.</exception>
    /// <exception cref="PycFormatException">Its bytecode is damaged.</exception>
    public NativeCode Compile(params ReadOnlySpan<Type> parameterTypes)
    {
        var version = VersionFor(TypesOf(parameterTypes));
        var code = version.MachineCode;
        return new NativeCode(version.Signature, version.Address, code.Bytes.Length, code.FrameSize, code.SpillSlots);
    }

    /// <summary>Its machine code as text, with the Python line beside the instructions.</summary>
    /// <inheritdoc cref="Compile" path="/exception"/>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public string Disassemble(params ReadOnlySpan<Type> parameterTypes) => Dump(CompilationStage.Assembly, parameterTypes);

    /// <summary>What it looks like at one stage of the compilation, with the Python line beside each instruction.</summary>
    /// <inheritdoc cref="Compile" path="/exception"/>
    /// <param name="stage">The stage.</param>
    /// <param name="parameterTypes">C# types of the parameters.</param>
    public string Dump(CompilationStage stage, params ReadOnlySpan<Type> parameterTypes)
    {
        if (stage == CompilationStage.Bytecode)
            return BytecodePrinter.Print(_bytecode.Value);
        var version = VersionFor(TypesOf(parameterTypes));
        return stage switch
        {
            CompilationStage.Ir => version.DumpIr(),
            CompilationStage.OptimisedIr => version.DumpOptimisedIr(),
            _ => MachineCodeListing.Write(version.MachineCode),
        };
    }

    /// <summary><c>foo(a, b)</c>.</summary>
    public override string ToString() => Declaration;

    internal CodeObject Code => _code;

    /// <summary>Makes sure that calls of the name reach this function, whatever its parameters.</summary>
    /// <exception cref="FunctionUnavailableException">They may reach something else.</exception>
    internal void ThrowIfUnavailable()
    {
        if (_obstacle is null)
            return;
        PycJitLog.FunctionRefused(_module.Options.Logger, _module.Name, Name, _obstacle);
        throw new FunctionUnavailableException(_module.Name, Name, SourceFile, Line, _obstacle);
    }

    internal FunctionVersion VersionFor(ImmutableArray<IrType> types)
    {
        ThrowIfUnavailable();
        lock (_versionsLock)
        {
            var version = _versions.Find(known => known.ParameterTypes.SequenceEqual(types));
            if (version is null)
            {
                try
                {
                    version = new FunctionVersion(_module, _bytecode.Value, types);
                }
                catch (PycJitException exception)
                {
                    PycJitLog.FunctionRefused(_module.Options.Logger, _module.Name, Name, exception.Message);
                    throw;
                }
                _versions = _versions.Add(version);
            }
            return version;
        }
    }

    private ImmutableArray<IrType> TypesOf(ReadOnlySpan<Type> parameterTypes)
    {
        if (parameterTypes.Length == 0)
            return [.. Parameters.Select(_ => IrType.Int64)];
        if (parameterTypes.Length != Parameters.Count)
            throw new ArgumentException($"{Declaration} has {Parameters.Count} parameters, {parameterTypes.Length} types were given.", nameof(parameterTypes));
        var types = ImmutableArray.CreateBuilder<IrType>(parameterTypes.Length);
        foreach (var type in parameterTypes)
        {
            if (!NativeWord.IsArgumentType(type))
                throw new ArgumentException($"{TypeNames.Of(type)} cannot be passed to {Declaration}.", nameof(parameterTypes));
            types.Add(DelegateBinder.IrTypeOf(type));
        }
        return types.MoveToImmutable();
    }
}
