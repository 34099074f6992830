using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class OpInfoTests
{
    [Test]
    public void The_table_has_a_row_for_each_operation_in_order() =>
        Assert.That(OpInfo.All.ToArray().Select(info => info.Op), Is.EqualTo(Enum.GetValues<Op>()));

    [Test]
    public void Names_are_unique() =>
        Assert.That(OpInfo.All.ToArray().Select(info => info.Name), Is.Unique);

    [Test]
    public void Only_terminators_have_successors() =>
        Assert.That(OpInfo.All.ToArray().Where(info => (info.Effects & Effects.Terminator) == 0), Has.All.Property("Successors").Zero);

    [Test]
    public void Only_operations_of_two_operands_commute() =>
        Assert.That(OpInfo.All.ToArray().Where(info => (info.Effects & Effects.Commutative) != 0), Has.All.Property("Arity").EqualTo(2));
}
