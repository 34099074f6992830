using static Pyc.Loader.Tests.MarshalBytes;

namespace Pyc.Loader.Tests;

public sealed class CodeObjectReaderTests
{
    private static readonly PythonVersion s_27 = new(2, 7);
    private static readonly PythonVersion s_310 = new(3, 10);
    private static readonly PythonVersion s_313 = new(3, 13);

    private const string NotThere = " in co_localspluskinds is not one that may stand there: locals come first, then cells, then "
        + "free variables";

    private static IEnumerable<PythonVersion> AllVersions => CodeBytes.AllVersions;

    [TestCaseSource(nameof(AllVersions))]
    public void Reads_the_fields_in_the_order_of_the_version(PythonVersion version)
    {
        var code = Load(new CodeBytes(version)
        {
            ArgumentCount = 2,
            PositionalOnlyCount = version.IsAtLeast(3, 8) ? 1 : 0,
            KeywordOnlyCount = version.IsAtLeast(3, 0) ? 1 : 0,
            Locals = ["a", "b", "k", "x"],
            Cells = ["c"],
            Frees = ["d", "e"],
            StackSize = 9,
            Flags = 0x43,
            LineTable = Bytes(1, 2),
            ExceptionTable = Bytes(3),
        });

        var since311 = version.IsAtLeast(3, 11);
        Assert.Multiple(() =>
        {
            Assert.That(code.Version, Is.EqualTo(version));
            Assert.That(code.ArgumentCount, Is.EqualTo(2));
            Assert.That(code.PositionalOnlyCount, Is.EqualTo(version.IsAtLeast(3, 8) ? 1 : 0));
            Assert.That(code.KeywordOnlyCount, Is.EqualTo(version.IsAtLeast(3, 0) ? 1 : 0));
            Assert.That(code.StackSize, Is.EqualTo(9));
            Assert.That(code.Flags, Is.EqualTo(CodeFlags.Optimized | CodeFlags.NewLocals | CodeFlags.NoFree));
            Assert.That(code.Code, Is.EqualTo(new byte[] { 100, 0 }));
            Assert.That(code.Constants, Is.EqualTo(new[] { SingletonConstant.None }));
            Assert.That(code.Names, Is.EqualTo(new[] { "n" }));
            Assert.That(code.LocalNames, Is.EqualTo(new[] { "a", "b", "k", "x" }));
            Assert.That(code.CellNames, Is.EqualTo(new[] { "c" }));
            Assert.That(code.FreeNames, Is.EqualTo(new[] { "d", "e" }));
            Assert.That(code.LocalSlots.Select(slot => slot.Name),
                Is.EqualTo(since311 ? ["a", "b", "k", "x", "c", "d", "e"] : Array.Empty<string>()));
            Assert.That(code.FileName, Is.EqualTo("f.py"));
            Assert.That(code.Name, Is.EqualTo("f"));
            Assert.That(code.QualifiedName, Is.EqualTo(since311 ? "C.f" : "f"));
            Assert.That(code.FirstLine, Is.EqualTo(3));
            Assert.That(code.LineTable, Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That(code.ExceptionTable, Is.EqualTo(since311 ? [3] : Array.Empty<byte>()));
            Assert.That(code.ToString(), Is.EqualTo("<code object f, file \"f.py\", line 3>"));
        });
    }

    [TestCaseSource(nameof(AllVersions))]
    public void Reads_constants_of_every_type_code_of_the_version(PythonVersion version)
    {
        var code = Load(CodeBytes.WithEveryConstant(version));

        var repr = string.Join(' ', code.Constants);
        Assert.That(repr, Does.StartWith("None True False Ellipsis StopIteration -5 ").And.Contain("1.5 (1.5+2.5j) (1.5+2.5j) "));
        Assert.That(repr.Contains("frozendict", StringComparison.Ordinal), Is.EqualTo(version.IsAtLeast(3, 15)));
        Assert.That(repr.Contains("slice(", StringComparison.Ordinal), Is.EqualTo(version.IsAtLeast(3, 14)));
        Assert.That(repr.Contains("\\ud800\\udc00", StringComparison.Ordinal), Is.True);
    }

    [Test]
    public void A_slot_that_is_a_local_and_a_cell_is_in_both_lists()
    {
        var code = Load(new CodeBytes(s_313) { KindsField = Bytes(0x60, 0x20, 0x40, 0x80) });

        Assert.That(code.LocalNames, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(code.CellNames, Is.EqualTo(new[] { "a", "c" }));
        Assert.That(code.LocalSlots[0], Is.EqualTo(new LocalSlot("a", LocalKinds.Local | LocalKinds.Cell)));
    }

    [Test]
    public void Decodes_names_of_Python_2_as_UTF_8_or_else_as_Latin_1()
    {
        var code = Load(new CodeBytes(s_27) { Name = Of('s', 2, "\xC3\xA9"), FileName = Of('t', 2, "\xE9/") });

        Assert.That((code.Name, code.FileName), Is.EqualTo(("é", "é/")));
    }

    [Test]
    public void Reads_names_beyond_ASCII() =>
        Assert.That(Load(new CodeBytes(s_313) { Names = Tuple(Text(s_313, "größe")) }).Names, Is.EqualTo(new[] { "größe" }));

    [Test]
    public void A_code_object_takes_its_reference_number_before_its_fields()
    {
        var code = new CodeBytes(s_313) { Name = Of(Flagged('z'), (byte)1, "g") }.ToMarshal();
        code[0] |= 0x80;

        var tuple = (TupleConstant)Read(s_313, '(', 3, code, 'r', 0, 'r', 1);

        Assert.That(tuple.Items[1], Is.SameAs(tuple.Items[0]));
        Assert.That(tuple.Items[2].ToString(), Is.EqualTo("'g'"));
    }

    [Test]
    public void Refuses_a_code_object_that_is_its_own_constant()
    {
        var code = new CodeBytes(s_313) { Constants = Tuple(Of('r', 0)) }.ToMarshal();
        code[0] |= 0x80;

        Assert.That(Fails(s_313, code).Problem,
            Is.EqualTo("reference 0 is to an object that is still being read: it would contain itself"));
    }

    private static IEnumerable<TestCaseData> Contradictions()
    {
        yield return Case(new(s_313) { ArgumentCount = -1 }, 1, "co_argcount is negative, -1");
        yield return Case(new(s_313) { PositionalOnlyCount = -2 }, 5, "co_posonlyargcount is negative, -2");
        yield return Case(new(s_310) { KeywordOnlyCount = -3 }, 9, "co_kwonlyargcount is negative, -3");
        yield return Case(new(s_310) { LocalCount = -1 }, 13, "co_nlocals is negative, -1");
        yield return Case(new(s_27) { StackSize = -1 }, 9, "co_stacksize is negative, -1");
        yield return Case(new(s_27) { StackSize = 1048577 }, 0,
            "co_stacksize is 1048577, more than the 1048576 that are allowed");
        yield return Case(new(s_27) { Flags = int.MinValue }, 13, "co_flags is negative, -2147483648");
        yield return Case(new(s_313) { PositionalOnlyCount = 2 }, 0, "co_posonlyargcount is 2, but co_argcount is only 1");
        yield return Case(new(s_313) { ArgumentCount = 3 }, 0, "f has 3 parameters, but only 2 local variables");
        yield return Case(new(s_27) { Flags = 0xF }, 0, "f has 3 parameters, but only 2 local variables");
        yield return Case(new(s_313) { ArgumentCount = int.MaxValue, KeywordOnlyCount = int.MaxValue }, 0,
            "f has 4294967294 parameters, but only 2 local variables");
        yield return Case(new(s_310) { LocalCount = 3 }, 49, "co_nlocals is 3, but co_varnames has 2 names");
        yield return Case(new(s_313) { Code = Bytes(1, 2, 3) }, 21,
            "co_code has 3 bytes, but an instruction of CPython 3.13 has 2");
        yield return Case(new(s_313) { Code = Text(s_313, "ab") }, 21, "co_code must be a byte string, but is a str");
        yield return Case(new(s_313) { Constants = Of('[', 0) }, 28, "co_consts must be a tuple, but is a list");
        yield return Case(new(s_313) { Names = Of('N') }, 34, "co_names must be a tuple, but is None");
        yield return Case(new(s_313) { Names = Tuple(Bytes(65)) }, 34,
            "an element of co_names must be a str, but is a bytes object");
        yield return Case(new(s_27) { Names = Tuple(Of('u', 1, "a")) }, 30,
            "an element of co_names must be a str, but is a unicode string");
        yield return Case(new(s_313) { KindsField = Bytes(0x20) }, 74,
            "co_localspluskinds has 1 bytes, but co_localsplusnames has 4 names");
        yield return Case(new(s_313) { KindsField = Bytes(0x20, 0x40, 0x20, 0x80) }, 74,
            "kind 0x20 of variable 2" + NotThere);
        yield return Case(new(s_313) { KindsField = Bytes(0x20, 0x20, 0x40, 0xA0) }, 74,
            "kind 0xA0 of variable 3" + NotThere);
        yield return Case(new(s_313) { KindsField = Bytes(0x20, 0x02, 0x40, 0x80) }, 74,
            "kind 0x02 of variable 1" + NotThere);
        yield return Case(new(s_313) { FileName = Of('i', 1) }, 83, "co_filename must be a str, but is an int");
        yield return Case(new(s_313) { Name = Bytes(65) }, 92, "co_name must be a str, but is a bytes object");
        yield return Case(new(s_313) { ExceptionTable = Of('N') }, 115, "co_exceptiontable must be a byte string, but is None");

        static TestCaseData Case(CodeBytes code, int offset, string problem) =>
            new TestCaseData(code.Version, code.ToMarshal(), offset, problem).SetArgDisplayNames($"{code.Version}: {problem}");
    }

    [TestCaseSource(nameof(Contradictions))]
    public void Refuses_fields_that_later_stages_could_not_rely_on(PythonVersion version, byte[] code, int offset, string problem)
    {
        var error = Fails(version, code);

        Assert.That(error.Problem, Is.EqualTo(problem));
        Assert.That(error.Offset, Is.EqualTo(offset));
    }

    [Test]
    public void Accepts_the_largest_stack_and_an_odd_length_of_code_before_3_6()
    {
        var code = Load(new CodeBytes(new(3, 5)) { StackSize = 1048576, Code = Bytes(1, 2, 3) });

        Assert.That((code.StackSize, code.Code.Length), Is.EqualTo((1048576, 3)));
    }

    private static CodeObject Load(CodeBytes code) => (CodeObject)Read(code.Version, code.ToMarshal());
}
