using System.Diagnostics;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Turns optimised IR into machine code.</summary>
/// <remarks>Has no state: any number of threads may compile at once, a function by one thread at a time.</remarks>
public static class NativeCompiler
{
    /// <summary>Compiles a function for the process that runs.</summary>
    /// <inheritdoc cref="Compile(Function, NativeCompilerOptions)"/>
    public static MachineCode Compile(Function function) => Compile(function, NativeCompilerOptions.Native);

    /// <summary>Compiles a function, and all functions that it calls itself or through others.</summary>
    /// <param name="function">
    /// IR that the verifier accepts, without <see cref="Op.IntPow"/>, <see cref="Op.IntPowWrap"/>, <see cref="Op.FloatFloorDiv"/> and
    /// <see cref="Op.FloatFloorMod"/>. Before each division of integers a check excludes a divisor of zero, before each shift a negative
    /// count. It is not changed.
    /// </param>
    /// <param name="options">How.</param>
    /// <returns>Position-independent code; <see cref="CallContextLayout"/> says how it is called.</returns>
    /// <exception cref="FunctionTooLargeException">The function has too many values alive at once.</exception>
    /// <exception cref="InternalCompilerException">The IR breaks its rules, or the compiler its own.</exception>
    public static MachineCode Compile(Function function, NativeCompilerOptions options)
    {
        return Compile(UnitOf(function), options);
    }

    /// <summary>A function, and all that it calls itself or through others, in the order in which their code stands in <see cref="MachineCode.Functions"/>.</summary>
    public static IReadOnlyList<Function> UnitOf(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return MachineUnit.ReachableFrom(function);
    }

    /// <summary>Compiles functions that call each other.</summary>
    /// <param name="unit">The functions, with all that they call; the first one is called from outside.</param>
    /// <param name="options">How.</param>
    /// <inheritdoc cref="Compile(Function, NativeCompilerOptions)"/>
    public static MachineCode Compile(IReadOnlyList<Function> unit, NativeCompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(options);

        var start = Stopwatch.GetTimestamp();
        var machine = MachineUnit.Select(unit, options);
        var selected = Stopwatch.GetTimestamp();
        Allocation[] allocations = [.. machine.Functions.Select(function => Allocate(function, options))];
        var allocated = Stopwatch.GetTimestamp();
        var code = CodeEmitter.Emit(machine, allocations);
        code.Times = new BackEndTimes(
            Stopwatch.GetElapsedTime(start, selected), Stopwatch.GetElapsedTime(selected, allocated), Stopwatch.GetElapsedTime(allocated));
        if (options.VerifyMachineCode)
            Verify(code, options);
        return code;
    }

    private static void Verify(MachineCode code, NativeCompilerOptions options)
    {
        if (MachineCodeVerifier.Verify(code, options).Violations is not [var first, ..])
            return;
        const int Around = 8;                           // lines of the listing on each side
        var lines = MachineCodeListing.Lines(code).ToList();
        var at = lines.FindIndex(line => line.Kind == CodeLineKind.Instruction && line.Offset >= first.Offset);
        var listing = lines.Skip(Math.Max(0, at - Around)).Take(2 * Around).Select(line => $"{line.Offset:x4}  {line.Text}  ; {line.Comment}");
        throw new InternalCompilerException($"{code.Name}: {first}.", string.Join('\n', listing), "machine code");
    }

    private static Allocation Allocate(MachineFunction machine, NativeCompilerOptions options)
    {
        var convention = options.Convention;
        var order = options.AllocationOrder.IsDefault ? convention.AllocationOrder : options.AllocationOrder;
        if (!order.Any(register => register.Class() == RegisterClass.Xmm))
            order = [.. order, .. convention.AllocationOrder.Where(register => register.Class() == RegisterClass.Xmm)];
        if (!options.VerifyAllocation || machine.Blocks.Count > NativeCompilerOptions.MostBlocksVerified)
            return RegisterAllocator.Allocate(machine, order);

        var rewrites = new RewriteChecker(machine);
        var allocation = RegisterAllocator.Allocate(machine, order);
        rewrites.Check();
        AllocationChecker.Check(allocation);
        return allocation;
    }
}
