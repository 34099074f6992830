namespace Pyc.X64.Tests;

[TestFixture]
public sealed class ParallelMoveTests
{
    [Test]
    public void Ordered_moves_have_the_effect_of_all_at_once()
    {
        for (var seed = 0; seed < 5000; seed++)
        {
            var random = new Random(seed);
            Location[] places =
            [
                .. Enumerable.Range(0, 5).Select(number => Location.Of((X64Register)number)),
                .. Enumerable.Range(0, 3).Select(number => Location.Of((X64Register)((int)X64Register.Xmm0 + number))),
                .. Enumerable.Range(0, 4).Select(number => new Location(LocationKind.SpillSlot, number)),
            ];
            var before = places.ToDictionary(place => place, place => Array.IndexOf(places, place) + 1L);
            var expected = new Dictionary<Location, long>(before);
            var move = new ParallelMove();
            foreach (var target in places.OrderBy(_ => random.Next()).Take(random.Next(places.Length + 1)))
            {
                var source = random.Next(8) == 0 ? new Location(LocationKind.Constant, 77) : places[random.Next(places.Length)];
                // A value is in registers of one class; memory may have been of either.
                if (source.IsRegister && target.IsRegister && source.Register.Class() != target.Register.Class())
                    continue;
                move.Add(source, target, value: null);
                expected[target] = source.Kind == LocationKind.Constant ? source.Number : before[source];
            }
            Assert.That(Run(move.Resolve(), before), Is.EquivalentTo(expected), $"seed {seed}");
        }
    }

    [Test]
    public void A_circle_of_registers_turns_by_exchanges()
    {
        var move = new ParallelMove();
        move.Add(Location.Of(X64Register.Rax), Location.Of(X64Register.Rcx), null);
        move.Add(Location.Of(X64Register.Rcx), Location.Of(X64Register.Rdx), null);
        move.Add(Location.Of(X64Register.Rdx), Location.Of(X64Register.Rax), null);
        Assert.That(move.Resolve().Select(step => step.Kind), Is.EqualTo(new[] { MoveKind.Exchange, MoveKind.Exchange }));
    }

    [Test]
    public void A_circle_through_memory_and_both_classes_turns()
    {
        Location[] circle =
        [
            Location.Of(X64Register.Xmm0), new Location(LocationKind.SpillSlot, 0), Location.Of(X64Register.Rax),
            new Location(LocationKind.SpillSlot, 1),
        ];
        var move = new ParallelMove();
        for (var index = 0; index < circle.Length; index++)
            move.Add(circle[index], circle[(index + 1) % circle.Length], null);
        var before = circle.ToDictionary(place => place, place => (long)Array.IndexOf(circle, place));
        var expected = circle.ToDictionary(place => place, place => (Array.IndexOf(circle, place) + 3L) % 4);
        Assert.That(Run(move.Resolve(), before), Is.EquivalentTo(expected));
    }

    private static Dictionary<Location, long> Run(List<MoveStep> steps, Dictionary<Location, long> before)
    {
        var state = new Dictionary<Location, long>(before);
        var stack = new Stack<long>();
        long Read(Location place) => place.Kind == LocationKind.Constant ? place.Number : state[place];
        foreach (var step in steps)
        {
            switch (step.Kind)
            {
                case MoveKind.Move:
                    state[step.To] = Read(step.From);
                    break;
                case MoveKind.Exchange:
                    (state[step.From], state[step.To]) = (state[step.To], state[step.From]);
                    break;
                case MoveKind.Push:
                    stack.Push(Read(step.From));
                    break;
                case MoveKind.Pop:
                    state[step.To] = stack.Pop();
                    break;
            }
        }
        Assert.That(stack, Is.Empty);
        return state;
    }
}
