using System.Globalization;
using Iced.Intel;
using Pyc.X64;
using Decoder = Iced.Intel.Decoder;

namespace Pyc.Tests;

/// <summary>What the machine code of loops looks like, for a given processor and convention wherever the tests run.</summary>
public sealed class LoopCodeTests
{
    private static readonly (string Module, string Function, Type[] Types)[] s_functions =
    [
        ("loops", "collatz", [typeof(long)]),
        ("loops", "gcd", [typeof(long), typeof(long)]),
        ("loops", "is_prime", [typeof(long)]),
        ("floats", "mandelbrot", [typeof(double), typeof(double), typeof(long)]),
        ("overflow", "lcg64", [typeof(long), typeof(long)]),
        ("overflow", "splitmix", [typeof(long)]),
        ("overflow", "xorshift64", [typeof(long), typeof(long)]),
        ("overflow", "fnv1a", [typeof(long), typeof(long)]),
    ];

    private static IEnumerable<string> Functions => s_functions.Select(row => row.Function);

    private static IEnumerable<TestCaseData> FunctionsOfAllVersions =>
        from version in Repository.PythonVersions
        from function in Functions
        select new TestCaseData(version, function);

    private static IEnumerable<TestCaseData> MaskedFunctionsOfAllVersions =>
        from version in Repository.PythonVersions
        from row in s_functions.Where(row => row.Module == "overflow")
        select new TestCaseData(version, row.Function);

    [TestCaseSource(nameof(Functions))]
    public void The_code_is_as_it_was_reviewed(string function)
    {
        var compiled = CompiledCode.Of("3.13", s_functions.Single(row => row.Function == function));
        Golden.Check(function + ".asm", compiled.Listing);
    }

    [TestCaseSource(nameof(FunctionsOfAllVersions))]
    public void Loops_keep_everything_in_registers(string version, string function)
    {
        var compiled = CompiledCode.Of(version, s_functions.Single(row => row.Function == function));
        Assert.Multiple(() =>
        {
            Assert.That(compiled.Loops.Any(), Is.EqualTo(function != "splitmix"), "whether it has loops");
            Assert.That(compiled.Loops.Where(AccessesMemory).Select(compiled.Describe), Is.Empty, compiled.Listing);
            Assert.That(compiled.SpillSlots, Is.Zero);
        });
    }

    [TestCaseSource(nameof(MaskedFunctionsOfAllVersions))]
    public void Masked_arithmetic_never_leaves_a_loop_for_the_interpreter(string version, string function)
    {
        var compiled = CompiledCode.Of(version, s_functions.Single(row => row.Function == function));
        var checkedCode = function == "splitmix" ? compiled.Instructions : compiled.Loops;
        Assert.That(checkedCode.Where(compiled.LeadsToAnExit).Select(compiled.Describe), Is.Empty, compiled.Listing);
    }

    /// <summary>Whether an instruction reads or writes memory other than the constants behind the code.</summary>
    private static bool AccessesMemory(Instruction instruction)
    {
        var memories = new InstructionInfoFactory().GetInfo(instruction).GetUsedMemory();
        return !instruction.IsIPRelativeMemoryOperand && memories.Any(memory => memory.Access != OpAccess.NoMemAccess);
    }

    /// <summary>A function compiled for x86-64-v2 and System V, decoded again.</summary>
    private sealed class CompiledCode
    {
        private readonly HashSet<ulong> _exits;
        private readonly Dictionary<ulong, int> _indexes;

        private CompiledCode(MachineCode code, string listing)
        {
            Listing = listing;
            SpillSlots = code.SpillSlots;
            var exits = code.Labels.Where(label => label.Name.StartsWith("exit", StringComparison.Ordinal));
            _exits = [.. exits.Select(exit => (ulong)exit.Offset)];
            var decoder = Decoder.Create(64, code.Bytes.ToArray());
            var instructions = new List<Instruction>();
            while (decoder.IP < (ulong)code.CodeLength)
                instructions.Add(decoder.Decode());
            Instructions = instructions;
            _indexes = instructions.Select((instruction, index) => (instruction.IP, index)).ToDictionary();
        }

        public string Listing { get; }

        public int SpillSlots { get; }

        public List<Instruction> Instructions { get; }

        /// <summary>The instructions that lead back to themselves, wherever they stand.</summary>
        public IEnumerable<Instruction> Loops => Instructions.Where((_, index) => Reachable(index).Contains(index));

        public static CompiledCode Of(string version, (string Module, string Function, Type[] Types) row)
        {
            MachineCode? code = null;
            var target = new NativeCompilerOptions { Convention = CallingConvention.SystemV, Features = CpuFeatures.Baseline };
            var options = new PycOptions { MaximumVectorLanes = 0, CodeOf = function => code = NativeCompiler.Compile(function, target) };
            using var module = PycJit.Load(Repository.Pyc(row.Module, version), options);
            var function = module[row.Function];
            var header = $"; {function.Declaration} CPython {version}, {target.Convention}: fixtures/src/{row.Module}.py\n";
            var listing = header + function.Disassemble(row.Types);
            return new CompiledCode(code!, listing);    // it has been compiled to be disassembled
        }

        public string Describe(Instruction instruction) =>
            string.Create(CultureInfo.InvariantCulture, $"{instruction.IP:x4} {instruction}");

        public bool LeadsToAnExit(Instruction instruction) =>
            IsJump(instruction) && _exits.Contains(instruction.NearBranchTarget);

        private static bool IsJump(Instruction instruction) =>
            instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch;

        private HashSet<int> Reachable(int start)
        {
            var reached = new HashSet<int>();
            var pending = new Stack<int>(Successors(start));
            while (pending.TryPop(out var index))
            {
                if (!reached.Add(index))
                    continue;
                foreach (var successor in Successors(index))
                    pending.Push(successor);
            }
            return reached;
        }

        private IEnumerable<int> Successors(int index)
        {
            var instruction = Instructions[index];
            if (IsJump(instruction))
                yield return _indexes[instruction.NearBranchTarget];
            if (instruction.FlowControl is not (FlowControl.UnconditionalBranch or FlowControl.Return))
                yield return index + 1;
        }
    }
}
