using System.Numerics;
using Pyc.Tests.Support;

namespace Pyc.Tests.Lending;

/// <summary>Every type of elements in every type of sequence, natively and interpreted.</summary>
[TestFixture(typeof(sbyte))]
[TestFixture(typeof(byte))]
[TestFixture(typeof(short))]
[TestFixture(typeof(ushort))]
[TestFixture(typeof(int))]
[TestFixture(typeof(uint))]
[TestFixture(typeof(long))]
[TestFixture(typeof(ulong))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
public sealed class ElementTests<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    // What a lent sequence may hold that is hardest to read: the ends of the type.
    private static readonly T[] s_values = [T.MinValue, T.Zero, T.One, T.CreateChecked(100), T.MaxValue];

    [Test]
    public void Elements_are_read_and_written_where_they_lie([Values("2.7", "3.12", "3.13")] string version, [Values] bool native)
    {
        using var module = Load(version, native);
        var array = s_values.ToArray();
        Assert.Multiple(() =>
        {
            Check("T[]", array, module.Get<Func<T[], long, T>>("item"), module.Get<Action<T[], long, T>>("store"), array);
            Check("Memory", array, module.Get<Func<Memory<T>, long, T>>("item"), module.Get<Action<Memory<T>, long, T>>("store"), array);
            var list = new List<T>(array);
            Check("List", list, module.Get<Func<List<T>, long, T>>("item"), module.Get<Action<List<T>, long, T>>("store"), list);

            var readSpan = module.Get<Func<Span<T>, long, T>>("item");
            var writeSpan = module.Get<Action<Span<T>, long, T>>("store");
            Check("Span", array, (xs, i) => readSpan(xs, i), (xs, i, value) => writeSpan(xs, i, value), array);

            var readOnlySpan = module.Get<Func<ReadOnlySpan<T>, long, T>>("item");
            var readOnlyMemory = module.Get<Func<ReadOnlyMemory<T>, long, T>>("item");
            for (var i = -5; i < 5; i++)
            {
                Assert.That(readOnlySpan(array, i), Is.EqualTo(array[(i + 5) % 5]));
                Assert.That(readOnlyMemory(array, i), Is.EqualTo(array[(i + 5) % 5]));
            }
        });
    }

    [Test]
    public void Two_dimensions_are_read_and_written_where_they_lie([Values("2.7", "3.12", "3.13")] string version, [Values] bool native)
    {
        using var module = Load(version, native);
        var grid = new T[2, 3];
        T[][] rows = [new T[2], s_values.ToArray()];
        grid[1, 2] = T.MaxValue;
        grid[0, 1] = T.MinValue;
        module.Get<Action<T[,], long, long, T>>("set_cell")(grid, -1, 0, T.One);
        module.Get<Action<T[][], long, long, T>>("set_cell")(rows, 0, -1, T.MaxValue);
        Assert.Multiple(() =>
        {
            Assert.That(grid, Is.EqualTo(new[,] { { T.Zero, T.MinValue, T.Zero }, { T.One, T.Zero, T.MaxValue } }));
            Assert.That(rows[0], Is.EqualTo(new[] { T.Zero, T.MaxValue }));
            Assert.That(module.Get<Func<T[,], long, long, T>>("cell")(grid, 1, -1), Is.EqualTo(T.MaxValue));
            Assert.That(module.Get<Func<T[,], long, long, T>>("cell_of")(grid, 0, 1), Is.EqualTo(T.MinValue));
            Assert.That(module.Get<Func<T[][], long, long, T>>("cell")(rows, 1, 0), Is.EqualTo(T.MinValue));
            Assert.That(module.Get<Func<T[,], long>>("count")(grid), Is.EqualTo(2));
        });
    }

    [Test]
    public void Results_are_arrays_and_lists_of_the_type([Values] bool native)
    {
        using var module = Load("3.12", native);
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            Assert.That(module.Get<Func<int, T[]>>("halves")(3), Is.EqualTo(new[] { 0.0, 0.5, 1.0 }.Select(T.CreateChecked)));
            return;
        }
        Assert.That(module.Get<Func<int, T[]>>("squares")(4), Is.EqualTo(new[] { 0, 1, 4, 9 }.Select(T.CreateChecked)));
        Assert.That(module.Get<Func<int, List<T>>>("squares")(4), Is.EqualTo(new[] { 0, 1, 4, 9 }.Select(T.CreateChecked)));
        Assert.That(module.Get<Func<int, T[][]>>("table")(3)[2], Is.EqualTo(new[] { 0, 2, 4 }.Select(T.CreateChecked)));
        if (typeof(T) == typeof(sbyte))
            Assert.That(() => module.Get<Func<int, T[]>>("squares")(13), Throws.TypeOf<OverflowException>().With.Message.Contains("144"));
    }

    private static PycModule Load(string version, bool native) => Facade.Load("lending", version, native ? PycOptions.Default : Facade.Interpreted);

    private static void Check<TList>(string what, TList list, Func<TList, long, T> read, Action<TList, long, T> write, IList<T> items)
    {
        for (var i = -items.Count; i < items.Count; i++)
            Assert.That(read(list, i), Is.EqualTo(items[(i + items.Count) % items.Count]), what);
        foreach (var value in s_values)
        {
            write(list, 1, value);
            Assert.That(items[1], Is.EqualTo(value), what);
        }
        write(list, 1, T.Zero);
        Assert.That(items, Is.EqualTo(s_values), what);
    }
}
