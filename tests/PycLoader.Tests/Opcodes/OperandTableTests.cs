namespace Pyc.Loader.Tests;

public sealed class OperandTableTests
{
    private static IEnumerable<PythonVersion> Versions => Fixtures.Versions;

    [TestCaseSource(nameof(Versions))]
    public void Binary_operations_are_numbered_as_the_interpreter_numbers_them(PythonVersion version)
    {
        var facts = OpcodeFacts.Of(version);
        var expected = facts.TryGetProperty("binary_op", out var rows)
            ? rows.EnumerateArray().Select(row => $"{row[0].GetInt32()} {row[1].GetString()} {row[2].GetString()}").ToArray()
            : [];

        Assert.That(
            OperandTables.BinaryOperations(version).Select((row, number) => $"{number} {row.Name} {SymbolOf(row)}"),
            Is.EqualTo(expected));
        Assert.That(
            OperandTables.BinaryOperations(version).Select(row => row.Operator),
            Has.None.EqualTo(BinaryOperator.ClassicDivide), "which has the sign of TrueDivide");
    }

    [TestCaseSource(nameof(Versions))]
    public void Comparisons_are_numbered_as_the_interpreter_numbers_them(PythonVersion version) => Assert.That(
        OperandTables.Comparisons(version), Is.EqualTo(OpcodeFacts.Of(version).Strings("cmp_op").Where(name => name != "BAD")));

    [TestCaseSource(nameof(Versions))]
    public void Comparisons_begin_with_the_neutral_ones(PythonVersion version) => Assert.That(
        OperandTables.Comparisons(version).Take(6),
        Is.EqualTo(Enum.GetValues<ComparisonOperator>().Select(OperatorText.Of)));

    [TestCaseSource(nameof(Versions))]
    public void Intrinsics_are_numbered_as_the_interpreter_numbers_them(PythonVersion version)
    {
        Assert.That(OperandTables.UnaryIntrinsics(version), Is.EqualTo(OpcodeFacts.Of(version).Strings("intrinsic_1")));
        Assert.That(OperandTables.BinaryIntrinsics(version), Is.EqualTo(OpcodeFacts.Of(version).Strings("intrinsic_2")));
    }

    [TestCaseSource(nameof(Versions))]
    public void Common_constants_are_numbered_as_the_interpreter_numbers_them(PythonVersion version) => Assert.That(
        OperandTables.CommonConstants(version).Select(constant => constant switch
        {
            CommonConstant.Tuple => "tuple",
            CommonConstant.All => "all",
            CommonConstant.Any => "any",
            CommonConstant.List => "list",
            CommonConstant.Set => "set",
            CommonConstant.EmptyString => "''",
            CommonConstant.MinusOne => "-1",
            _ => constant.ToString(),
        }),
        Is.EqualTo(OpcodeFacts.Of(version).Strings("common_constants")));

    [TestCaseSource(nameof(Versions))]
    public void Special_methods_are_numbered_as_the_interpreter_numbers_them(PythonVersion version)
    {
        var known = Enum.GetValues<SpecialMethod>().Select(method => method switch
        {
            SpecialMethod.Enter => "__enter__",
            SpecialMethod.Exit => "__exit__",
            SpecialMethod.AsyncEnter => "__aenter__",
            _ => "__aexit__",
        });
        Assert.That(OpcodeFacts.Of(version).Strings("special_methods"), Is.EqualTo(version.IsAtLeast(3, 14) ? known : []));
    }

    private static string SymbolOf(BinaryOperation row) => row.Operator is { } known
        ? OperatorText.Of(known) + (row.InPlace ? "=" : "")
        : "[]";
}
