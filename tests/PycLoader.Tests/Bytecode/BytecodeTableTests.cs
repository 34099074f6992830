using System.Text.Json;

namespace Pyc.Loader.Tests;

public sealed class BytecodeTableTests
{
    // Opcodes that leave nothing behind, that another one takes with it, or that CPython keeps for itself: never translated
    // alone.
    private static readonly HashSet<string> s_withoutMeaning =
    [
        "EXTENDED_ARG", "CACHE", "RESUME", "NOT_TAKEN", "PRECALL", "END_FOR", "STOP_CODE", "RESERVED", "INTERPRETER_EXIT",
        "EXIT_INIT_CHECK", "ENTER_EXECUTOR", "TRACE_RECORD",
    ];

    [Test]
    public void The_facts_about_operations_are_in_their_order()
    {
        var operations = Enum.GetValues<BytecodeOp>();
        Assert.That(BytecodeOpTable.Rows.Select(row => row.Op), Is.EqualTo(operations));
    }

    [Test]
    public void Every_opcode_of_every_version_has_a_meaning(
        [ValueSource(typeof(Fixtures), nameof(Fixtures.Versions))] PythonVersion version)
    {
        var names = OpcodeTable.For(version).Rows.Select(row => row.Name).Where(name => !s_withoutMeaning.Contains(name));
        Assert.That(names, Is.SubsetOf(OpcodeMeanings.ByName.Keys));
    }

    [Test]
    public void Every_meaning_is_that_of_an_opcode_of_some_version()
    {
        var names = Fixtures.Versions.SelectMany(version => OpcodeTable.For(version).Rows).Select(row => row.Name).ToHashSet();
        Assert.That(OpcodeMeanings.ByName.Keys, Is.SubsetOf(names));
    }

    [Test]
    public void Simple_opcodes_change_the_stack_as_CPython_says(
        [ValueSource(typeof(Fixtures), nameof(Fixtures.Versions))] PythonVersion version)
    {
        // An independent source: what the interpreter itself says ("se") of the opcodes that are one neutral operation.
        using var facts = JsonDocument.Parse(File.ReadAllText(Fixtures.PathOf($"opcodes/{version}.json")));
        var compared = 0;
        foreach (var opcode in facts.RootElement.GetProperty("opcodes").EnumerateArray())
        {
            var name = opcode.GetProperty("name").GetString()!;
            if (!s_plain.Contains(name) || !opcode.TryGetProperty("se", out var effect))
                continue;
            if (effect.ValueKind != JsonValueKind.Number)
                continue;

            compared++;
            var argument = name.EndsWith("DEREF", StringComparison.Ordinal) && version.IsAtLeast(3, 11) ? 3 : 0;
            var code = NeutralCode.Assemble(
                version, [.. Enumerable.Repeat(("LOAD_CONST", 1), 6), (name, argument), ("RETURN_VALUE", 0)]);
            var bytecode = BytecodeDecoder.Decode(code);
            var end = bytecode.Instructions.Length - 1;
            var start = bytecode.Instructions.Select((i, at) => (i, at)).First(pair => pair.i.Opcode == name).at;
            var change = bytecode.StackDepths[end] - bytecode.StackDepths[start];
            Assert.That(change, Is.EqualTo(effect.GetInt32()), $"{name} of {version}");
        }
        Assert.That(compared, version.IsAtLeast(3, 4) ? Is.GreaterThan(10) : Is.Zero);
    }

    private static readonly HashSet<string> s_plain =
    [
        "BINARY_ADD", "BINARY_OP", "BINARY_SUBSCR", "COMPARE_OP", "CONTAINS_OP", "IS_OP", "STORE_SUBSCR", "DELETE_SUBSCR",
        "LOAD_NAME", "STORE_NAME", "STORE_ATTR", "DELETE_ATTR", "STORE_GLOBAL", "LOAD_FAST", "STORE_FAST", "LOAD_DEREF",
        "STORE_DEREF", "IMPORT_NAME", "IMPORT_FROM", "LIST_TO_TUPLE", "POP_TOP", "UNARY_NEGATIVE", "UNARY_NOT", "DUP_TOP",
        "DUP_TOP_TWO", "ROT_TWO", "GET_LEN", "MATCH_SEQUENCE", "MATCH_MAPPING", "MATCH_KEYS", "MATCH_CLASS", "BINARY_SLICE",
        "STORE_SLICE", "FORMAT_SIMPLE", "FORMAT_WITH_SPEC", "BUILD_TEMPLATE", "CHECK_EG_MATCH", "CHECK_EXC_MATCH", "GET_AITER",
        "GET_ANEXT", "GET_AWAITABLE", "PREP_RERAISE_STAR", "SETUP_ANNOTATIONS", "LOAD_LOCALS", "LOAD_BUILD_CLASS",
        "LOAD_ASSERTION_ERROR", "PRINT_EXPR", "GET_YIELD_FROM_ITER", "LOAD_FAST_CHECK", "LOAD_FAST_BORROW",
        "LOAD_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST", "STORE_FAST_LOAD_FAST", "LOAD_SMALL_INT", "LOAD_COMMON_CONSTANT",
        "COPY_DICT_WITHOUT_KEYS", "BUILD_CONST_KEY_MAP",
    ];
}
